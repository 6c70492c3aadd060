// The provider a site sees (EIP-1193). It runs in the site's own world, where every script may change anything, so it
// holds no secret and no authority: it puts requests into words and hands out what comes back.
// https://eips.ethereum.org/EIPS/eip-1193

import { isHex } from "../../src/base/bytes.ts";
import { Fault, type FaultCode } from "../../src/base/fault.ts";
import { faults } from "../../src/base/faults.ts";
import {
	type RevertError,
	type RpcError,
	toRevertError,
	toRpcError,
} from "../../src/protocol/eip1193.ts";
import { checkPlain, pageBounds } from "../../src/protocol/plain.ts";
import { pageFaultsEn } from "../../src/words/page-faults-en.ts";

/** A listener as the site gave it, and how it is called. */
type Heard = {
	readonly listener: unknown;
	readonly tell: (data: unknown) => void;
};
export type ProviderError = Error & (RpcError | RevertError);

export type Provider = {
	readonly isSextant: true;
	readonly request: (args: unknown) => Promise<unknown>;
	readonly isConnected: () => boolean;
	readonly on: (event: unknown, listener: unknown) => Provider;
	readonly removeListener: (event: unknown, listener: unknown) => Provider;
	/** Before EIP-1193; some sites still call them. */
	readonly enable: () => Promise<unknown>;
	readonly send: (first: unknown, second?: unknown) => unknown;
	readonly sendAsync: (payload: unknown, callback: unknown) => void;
};

/** What the provider needs of the page. */
export type ProviderPorts = {
	readonly post: (message: unknown) => void;
	readonly newId: () => string;
	/** How many requests may be under way. */
	readonly mostWaiting: number;
};

export type ProviderParts = {
	readonly provider: Provider;
	/** Takes a message of the wallet. */
	readonly hear: (message: unknown) => void;
};

const events = ["connect", "disconnect", "chainChanged", "accountsChanged"];

/** What is said of a fault that the wallet put no words to: it never got there. */
const ownWords = (code: FaultCode): string => {
	if (!Object.hasOwn(pageFaultsEn, code)) return "";
	const { says, todo } = Reflect.get(pageFaultsEn, code);
	return `${says} ${todo}`;
};

/**
 * @param data what a contract refused with; undefined where none did
 * @param words what the wallet says of it
 */
const failed = (
	code: FaultCode,
	detail: string,
	data?: unknown,
	words = ownWords(code),
): ProviderError => {
	if (code === "call-reverted" && isHex(data)) {
		const error = toRevertError(detail, data);
		return Object.assign(new Error(error.message), error);
	}
	const error = toRpcError(code, detail, words);
	return Object.assign(new Error(error.message), error);
};

/** An own field, whatever hangs on the prototypes of this page. */
const own = (from: unknown, name: string): unknown =>
	typeof from === "object" && from !== null && Object.hasOwn(from, name)
		? Reflect.get(from, name)
		: undefined;

/** The same as plain JSON, made anew. @throws bad-params */
const copy = (params: unknown): unknown => {
	if (params === undefined) return null;
	let text: string | undefined;
	try {
		text = JSON.stringify(params);
	} catch {
		throw new Fault("bad-params", "the parameters are not JSON");
	}
	if (text === undefined || text.length > pageBounds.mostChars)
		throw new Fault("bad-params", "the parameters are not JSON, or too much");
	const made: unknown = JSON.parse(text);
	if (typeof made !== "object")
		throw new Fault("bad-params", "the parameters are not a list or record");
	checkPlain(made, pageBounds);
	return made;
};

type Waiting = {
	readonly resolve: (result: unknown) => void;
	readonly reject: (error: ProviderError) => void;
};

/** Requests of the page that wait for their answers. */
const openRequests = (wire: ProviderPorts) => {
	// Records without prototypes: nothing a page puts on Object.prototype shows through.
	const waiting: Record<string, Waiting> = Object.create(null);
	let waitingCount = 0;

	const ask = (method: unknown, params: unknown): Promise<unknown> =>
		new Promise((resolve, reject) => {
			try {
				if (typeof method !== "string" || method === "" || method.length > 64)
					throw new Fault("bad-params", '"method" is not a name');
				if (waitingCount >= wire.mostWaiting)
					throw new Fault("too-many", `${wire.mostWaiting} requests wait`);
				const message = {
					v: 1,
					id: wire.newId(),
					method,
					params: copy(params),
				};
				waiting[message.id] = { resolve, reject };
				waitingCount++;
				wire.post(message);
			} catch (thrown) {
				reject(
					thrown instanceof Fault
						? failed(thrown.code, thrown.detail)
						: failed("internal", "the request could not be sent"),
				);
			}
		});

	const settle = (id: string, message: unknown) => {
		const asked = waiting[id];
		if (asked === undefined) return;
		delete waiting[id];
		waitingCount--;
		const fault = own(message, "fault");
		if (fault === undefined) {
			asked.resolve(own(message, "ok") ?? null);
			return;
		}
		const named = own(fault, "code");
		const detail = own(fault, "detail");
		const words = own(fault, "words");
		asked.reject(
			failed(
				isCode(named) ? named : "internal",
				typeof detail === "string" ? detail : "",
				own(fault, "data"),
				typeof words === "string" && isCode(named) ? words : undefined,
			),
		);
	};

	return {
		ask,
		settle,
		/** None of them is answered any more. */
		endAll: (): void => {
			for (const id of Object.keys(waiting))
				settle(id, {
					fault: { code: "unreachable", detail: "the extension is gone" },
				});
		},
	};
};

/** What happens to the wallet, as the page hears it. */
const openEvents = (endAll: () => void) => {
	// Without a prototype, as the requests.
	const listeners: Record<string, Heard[]> = Object.create(null);
	for (const event of events) listeners[event] = [];
	let chainId: string | undefined;

	let accounts = "[]";

	const emit = (event: string, data: unknown) => {
		for (const { tell } of [...(listeners[event] ?? [])])
			try {
				tell(data);
			} catch (error) {
				// The site's own listener failed; it must hear of it, and the others must hear the event.
				setTimeout(() => {
					throw error;
				});
			}
	};

	const happened = (event: unknown, data: unknown) => {
		if (event === "chainChanged" && typeof data === "string") {
			if (data === chainId) return;
			const first = chainId === undefined;
			chainId = data;
			emit(
				first ? "connect" : "chainChanged",
				first ? { chainId: data } : data,
			);
		} else if (event === "accountsChanged" && Array.isArray(data)) {
			// After a reconnection the same accounts are told again; that is no change.
			const now = JSON.stringify(data);
			if (now === accounts) return;
			accounts = now;
			emit("accountsChanged", data);
		} else if (event === "disconnect") {
			chainId = undefined;
			endAll();
			emit("disconnect", failed("unreachable", "the extension is gone"));
		}
	};

	return { listeners, happened, isConnected: () => chainId !== undefined };
};

/** A request of a page, whatever it passed. */
const requestOver =
	(ask: (method: unknown, params: unknown) => Promise<unknown>) =>
	(args: unknown): Promise<unknown> => {
		if (typeof args !== "object" || args === null || Array.isArray(args))
			return Promise.reject(failed("bad-params", "the request is no record"));
		// Plain reading, no own-field rule: sites may pass objects of their own classes here.
		let method: unknown;
		let params: unknown;
		try {
			method = Reflect.get(args, "method");
			params = Reflect.get(args, "params");
		} catch {
			return Promise.reject(failed("bad-params", "the request throws"));
		}
		return ask(method, params);
	};

/** The same in the old way, by a callback. */
const sendAsyncOver =
	(request: (args: unknown) => Promise<unknown>) =>
	(payload: unknown, callback: unknown): void => {
		const done = (error: ProviderError | null, result?: unknown) => {
			if (typeof callback !== "function") return;
			if (error !== null) callback(error);
			else callback(null, { id: own(payload, "id"), jsonrpc: "2.0", result });
		};
		request(payload).then(
			(result) => done(null, result),
			(error: ProviderError) => done(error),
		);
	};

export const makeProvider = (wire: ProviderPorts): ProviderParts => {
	const { ask, settle, endAll } = openRequests(wire);
	const { listeners, happened, isConnected } = openEvents(endAll);
	const request = requestOver(ask);
	const sendAsync = sendAsyncOver(request);
	const provider: Provider = {
		isSextant: true,
		request,
		isConnected,
		on: (event, listener) => {
			const list = typeof event === "string" ? listeners[event] : undefined;
			if (list !== undefined && typeof listener === "function")
				list.push({ listener, tell: (data) => listener(data) });
			return provider;
		},
		removeListener: (event, listener) => {
			const list = typeof event === "string" ? listeners[event] : undefined;
			const at = list?.findIndex((one) => one.listener === listener);
			if (list !== undefined && at !== undefined && at >= 0) list.splice(at, 1);
			return provider;
		},
		enable: () => ask("eth_requestAccounts", []),
		send: (first, second) => {
			if (typeof first === "string") return ask(first, second);
			if (typeof second === "function") return sendAsync(first, second);
			throw failed("unverifiable-method", "send without a callback");
		},
		sendAsync,
	};
	return {
		provider: Object.freeze(provider),
		hear: (message) => {
			const id = own(message, "id");
			if (typeof id === "string") settle(id, message);
			else happened(own(message, "event"), own(message, "data"));
		},
	};
};

const isCode = (name: unknown): name is FaultCode =>
	typeof name === "string" && Object.hasOwn(faults, name);

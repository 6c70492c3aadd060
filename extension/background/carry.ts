// Carries one caller's messages to the engine and back: bounded, allowed for its role, and in order. It keeps nothing
// that its death would lose: the caller asks again.

import { Fault } from "../../src/base/fault.ts";
import { checkPlain } from "../../src/protocol/plain.ts";
import { closed } from "../engine/control.ts";
import type { RuntimePort } from "../port.ts";
import { allows, boundsOf, mostWaiting, type Requester } from "./roles.ts";
import { forSite } from "./site.ts";

/** What is used of a MessagePort. */
export type EnginePort = {
	postMessage(message: unknown): void;
	close(): void;
	onmessage: ((event: MessageEvent<unknown>) => void) | null;
};

const fieldOf = (
	message: unknown,
	name: "id" | "method",
): string | undefined => {
	if (typeof message !== "object" || message === null) return undefined;
	if (!Object.hasOwn(message, name)) return undefined;
	const value: unknown = Reflect.get(message, name);
	return typeof value === "string" && value.length <= 64 ? value : undefined;
};

/** The request and nothing beside it: a field of ours, such as the word that closes a port, is not a caller's to add. */
const requestOf = (message: unknown, id: string, method: string): object => {
	const own = (name: string): unknown =>
		typeof message === "object" &&
		message !== null &&
		Object.hasOwn(message, name)
			? Reflect.get(message, name)
			: undefined;
	return { v: own("v"), id, method, params: own("params") };
};

/** @throws bad-params, unverifiable-method, too-many, and what is too much */
const checkedRequest = (
	caller: Requester,
	message: unknown,
	id: string,
	waiting: number,
): object => {
	const method = fieldOf(message, "method");
	checkPlain(message, boundsOf(caller));
	if (method === undefined)
		throw new Fault("bad-params", '"method" is not a name');
	if (!allows(caller, method))
		throw new Fault(
			"unverifiable-method",
			`"${method}" is not a method of Sextant`,
		);
	if (waiting >= mostWaiting(caller))
		throw new Fault("too-many", `${waiting} requests are waiting`);
	return requestOf(message, id, method);
};

/**
 * @param attach gives the engine's end; called once, now
 */
export const carry = (
	port: RuntimePort,
	caller: Requester,
	attach: () => Promise<EnginePort>,
): void => {
	const waiting = new Set<string>();
	let over = false;

	const back = (message: unknown) => {
		const id = fieldOf(message, "id");
		if (id !== undefined) waiting.delete(id);
		if (over) return;
		try {
			port.postMessage(caller.role === "page" ? forSite(message) : message);
		} catch {
			// The caller went away a moment ago; its port says so next.
		}
	};
	const refuse = (id: string, fault: Fault) =>
		back({ id, fault: fault.toJson() });

	const engine = attach();
	engine.then(
		(there) => {
			if (over) {
				there.postMessage(closed);
				there.close();
				return;
			}
			there.onmessage = (event) => back(event.data);
		},
		() => {
			for (const id of [...waiting])
				refuse(id, new Fault("unreachable", "the engine does not start"));
			port.disconnect();
		},
	);

	port.onMessage.addListener((message) => {
		const id = fieldOf(message, "id");
		// Without an id there is nobody to answer, and nothing we sent looks like that.
		if (id === undefined) return;
		let request: object;
		try {
			request = checkedRequest(caller, message, id, waiting.size);
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw thrown;
			refuse(id, thrown);
			return;
		}
		waiting.add(id);
		engine.then(
			(there) => there.postMessage(request),
			() => {
				// Answered above, with every other.
			},
		);
	});

	port.onDisconnect.addListener(() => {
		over = true;
		engine.then(
			(there) => {
				there.postMessage(closed);
				there.close();
			},
			() => {},
		);
	});
};

// Request and reply over any port: one envelope on every hop. { v, id, method, params } goes out, { id, ok } or
// { id, fault } comes back, { event, data } comes unasked. JSON values only.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import {
	asFault,
	Fault,
	type FaultJson,
	mostDetail,
	mostSource,
} from "../base/fault.ts";
import { type FaultCode, faults } from "../base/faults.ts";

export const version = 1;

/** One method: how its params and its result decode. */
export type Method<P, R> = {
	readonly params: Decode<P>;
	readonly result: Decode<R>;
};
export const method = <P, R>(
	params: Decode<P>,
	result: Decode<R>,
): Method<P, R> => ({ params, result });

export type Methods = { readonly [name: string]: Method<unknown, unknown> };
export type Params<M> = M extends Method<infer P, unknown> ? P : never;
export type Result<M> = M extends Method<unknown, infer R> ? R : never;

/**
 * One handler a method: a missing one is a compile error. `C` says who asks; the receiving side wrote it, not the asker.
 * `id` is the asker's name for this request: the same id again is the same request repeated, never a second one.
 */
export type Handlers<M extends Methods, C> = {
	readonly [K in keyof M]: (
		params: Params<M[K]>,
		caller: C,
		id: string,
	) => Promise<Result<M[K]>>;
};

/** What a port must do, whatever carries it: MessagePort, runtime.Port, Worker, or two functions in a test. */
export type Port = {
	readonly send: (message: unknown) => void;
	/** @returns a function that stops listening */
	readonly listen: (hear: (message: unknown) => void) => () => void;
	/** Calls back once when the other side is gone. */
	readonly onClose: (closed: () => void) => void;
};

export const request = d.record({
	v: d.oneOf(version),
	id: d.text(64),
	method: d.text(64),
	params: d.anything,
});
export type Request = Decoded<typeof request>;

const faultCode: Decode<FaultCode> = (raw, path) => {
	const code = d.text(40)(raw, path);
	if (!Object.hasOwn(faults, code))
		throw new Fault("bad-field", `"${path}" is not a fault code`);
	return code as FaultCode;
};
/** Bytes of what a contract refuses with; more is cut off before it travels. */
export const mostFaultData = 65_536;

/** A fault as it travels; its kind follows from its code. */
export const faultJson: Decode<FaultJson> = (raw, path) => {
	const part = d.record({
		code: faultCode,
		detail: d.text(mostDetail),
		source: (value: unknown, at: string): string | null =>
			value === null ? null : d.text(mostSource)(value, at),
		data: d.optional(d.hexUpTo(mostFaultData)),
	})(raw, path);
	return { ...part, kind: faults[part.code] };
};

const reply = d.record({
	id: d.text(64),
	ok: d.anything,
	fault: d.optional(faultJson),
});

/**
 * Answers requests from `port` by `handlers`. An unknown method is a fault, params are decoded once, here.
 * @returns a function that stops serving.
 */
export const serve = <M extends Methods, C>(
	port: Port,
	methods: M,
	handlers: Handlers<M, C>,
	caller: C,
): (() => void) =>
	port.listen((message) => {
		if (
			typeof message !== "object" ||
			message === null ||
			!("method" in message)
		)
			return;
		void answer(message, methods, handlers, caller).then((result) => {
			if (result !== undefined) port.send(result);
		});
	});

/** The reply to one request message; undefined when it is not a request at all. */
export const answer = async <M extends Methods, C>(
	message: unknown,
	methods: M,
	handlers: Handlers<M, C>,
	caller: C,
): Promise<unknown> => {
	let id: string;
	try {
		id = d.record({ id: d.text(64) })(message, "message").id;
	} catch {
		return undefined;
	}
	try {
		const asked = d.decodeAs(request, message, "message", "bad-params");
		const found = Object.hasOwn(methods, asked.method)
			? methods[asked.method]
			: undefined;
		const handle = Object.hasOwn(handlers, asked.method)
			? handlers[asked.method]
			: undefined;
		if (found === undefined || handle === undefined)
			throw new Fault(
				"unverifiable-method",
				`"${asked.method}" is not a method of Sextant`,
			);
		const params = d.decodeAs(
			found.params,
			asked.params,
			"params",
			"bad-params",
		);
		const ok = await handle(params as never, caller, id);
		return { id, ok: ok ?? null };
	} catch (thrown) {
		return { id, fault: asFault(thrown).toJson() };
	}
};

export type Caller<M extends Methods> = <K extends keyof M & string>(
	name: K,
	params: Params<M[K]>,
) => Promise<Result<M[K]>>;

/**
 * The asking side of `serve`. Rejects with the Fault the other side sent; with `unreachable` when the port closes first.
 * `mostWaiting` bounds the requests under way.
 */
export const connect = <M extends Methods>(
	port: Port,
	methods: M,
	onEvent: (event: string, data: unknown) => void = () => {},
	mostWaiting = 256,
): Caller<M> => {
	type Waiting = {
		readonly resolve: (raw: unknown) => void;
		readonly reject: (fault: Fault) => void;
	};
	const waiting = new Map<string, Waiting>();
	let count = 0;
	let closed = false;
	const session = crypto.randomUUID().slice(0, 8);
	port.listen((message) => {
		if (typeof message !== "object" || message === null) return;
		if ("event" in message) {
			const { event } = message;
			if (typeof event === "string")
				onEvent(event, "data" in message ? message.data : undefined);
			return;
		}
		if ("method" in message || !("id" in message)) return;
		const answered = reply(message, "reply");
		const asked = waiting.get(answered.id);
		waiting.delete(answered.id);
		if (answered.fault !== undefined)
			asked?.reject(
				new Fault(
					answered.fault.code,
					answered.fault.detail,
					answered.fault.source,
					answered.fault.data ?? null,
				),
			);
		else asked?.resolve(answered.ok);
	});
	port.onClose(() => {
		closed = true;
		for (const { reject } of waiting.values())
			reject(new Fault("unreachable", "the port closed"));
		waiting.clear();
	});
	return async (name, params) => {
		const known = methods[name];
		if (known === undefined) throw new RangeError(`"name" is ${name}`);
		if (closed) throw new Fault("unreachable", "the port is closed");
		if (waiting.size >= mostWaiting)
			throw new Fault("too-many", `${mostWaiting} requests are waiting`);
		const id = `${session}-${++count}`;
		const raw = await new Promise<unknown>((resolve, reject) => {
			waiting.set(id, { resolve, reject });
			port.send({ v: version, id, method: name, params: params ?? null });
		});
		return known.result(raw, `${name} result`) as never;
	};
};

/** A port from anything with postMessage and message events: MessagePort, Worker, a worker's own scope. */
export const portOf = (target: {
	postMessage(message: unknown): void;
	addEventListener(
		type: "message",
		hear: (event: MessageEvent<unknown>) => void,
	): void;
	removeEventListener(
		type: "message",
		hear: (event: MessageEvent<unknown>) => void,
	): void;
	start?(): void;
}): Port => ({
	send: (message) => target.postMessage(message),
	listen: (hear) => {
		const on = (event: MessageEvent<unknown>) => hear(event.data);
		target.addEventListener("message", on);
		target.start?.();
		return () => target.removeEventListener("message", on);
	},
	onClose: () => {},
});

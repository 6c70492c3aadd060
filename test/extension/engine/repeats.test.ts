import { describe, expect, it } from "vitest";
import { openRepeats } from "../../../extension/engine/repeats.ts";
import type { Port } from "../../../src/protocol/channel.ts";

const raw = () => {
	const sent: unknown[] = [];
	let hear: (message: unknown) => void = () => {};
	const port: Port = {
		send: (message) => sent.push(message),
		listen: (hearer) => {
			hear = hearer;
			return () => {};
		},
		onClose: () => {},
	};
	return { port, sent, say: (message: unknown) => hear(message) };
};
const engineOf = (port: Port) => {
	const seen: unknown[] = [];
	port.listen((message) => seen.push(message));
	return { seen, answer: port.send };
};

describe("repeated requests", () => {
	it("reach the engine once, and every port that asked gets the one answer", () => {
		const repeats = openRepeats();
		const [first, second] = [raw(), raw()];
		const one = engineOf(repeats.wrap(first.port, "page a"));
		first.say({ id: "1", method: "m" });
		const two = engineOf(repeats.wrap(second.port, "page a"));
		second.say({ id: "1", method: "m" });
		expect(one.seen).toHaveLength(1);
		// no second request: only where the first one's answer is wanted by now
		expect(two.seen).toEqual([{ again: "1" }]);
		one.answer({ id: "1", ok: 7 });
		expect(first.sent).toEqual([{ id: "1", ok: 7 }]);
		expect(second.sent).toEqual([{ id: "1", ok: 7 }]);
	});

	it("get the answer that was given before", () => {
		const repeats = openRepeats();
		const [first, second] = [raw(), raw()];
		const one = engineOf(repeats.wrap(first.port, "page a"));
		first.say({ id: "1", method: "m" });
		one.answer({ id: "1", ok: 7 });
		const two = engineOf(repeats.wrap(second.port, "page a"));
		second.say({ id: "1", method: "m" });
		expect(two.seen).toHaveLength(0);
		expect(second.sent).toEqual([{ id: "1", ok: 7 }]);
	});

	it("of another caller are other requests", () => {
		const repeats = openRepeats();
		const [first, second] = [raw(), raw()];
		const one = engineOf(repeats.wrap(first.port, "page a"));
		first.say({ id: "1", method: "m" });
		one.answer({ id: "1", ok: "for a alone" });
		const two = engineOf(repeats.wrap(second.port, "page b"));
		second.say({ id: "1", method: "m" });
		expect(second.sent).toEqual([]);
		expect(two.seen).toHaveLength(1);
	});

	it("are forgotten from the oldest on, but never while they wait", () => {
		const repeats = openRepeats(2);
		const near = raw();
		const engine = engineOf(repeats.wrap(near.port, "page a"));
		near.say({ id: "waits", method: "m" });
		for (const id of ["1", "2", "3"]) {
			near.say({ id, method: "m" });
			engine.answer({ id, ok: id });
		}
		near.say({ id: "waits", method: "m" });
		near.say({ id: "3", method: "m" });
		const requests = () =>
			engine.seen.filter((one) => JSON.stringify(one).includes('"method"'));
		expect(requests()).toHaveLength(4);
		expect(engine.seen).toContainEqual({ again: "waits" });
		near.say({ id: "1", method: "m" });
		expect(requests()).toHaveLength(5);
	});

	it("leave events alone", () => {
		const near = raw();
		const engine = engineOf(openRepeats().wrap(near.port, "ui"));
		engine.answer({ event: "view", data: 1 });
		expect(near.sent).toEqual([{ event: "view", data: 1 }]);
	});
});

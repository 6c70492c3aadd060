import { describe, expect, it } from "vitest";
import {
	coalesced,
	lazyOnce,
	serial,
	serialByKey,
	singleFlight,
	singleFlightByKey,
} from "../../src/base/async.ts";
import { Fault } from "../../src/base/fault.ts";

/** A promise that the test settles. */
const gate = <T>() => {
	let open: (value: T) => void = () => {};
	let fail: (thrown: unknown) => void = () => {};
	const promise = new Promise<T>((resolve, reject) => {
		open = resolve;
		fail = reject;
	});
	return { promise, open, fail };
};

/** Everything that can go on without a timer has gone on. */
const settle = () => new Promise<void>((done) => setTimeout(done, 0));

describe("a queue", () => {
	it("begins no work before the one before it is done", async () => {
		const turn = serial();
		const first = gate<number>();
		const seen: string[] = [];
		const a = turn(() => {
			seen.push("a");
			return first.promise;
		});
		const b = turn(() => {
			seen.push("b");
			return "b";
		});
		await settle();
		expect(seen).toEqual(["a"]);
		first.open(1);
		expect(await a).toBe(1);
		expect(await b).toBe("b");
		expect(seen).toEqual(["a", "b"]);
	});

	it("goes on after work that failed, and tells its caller alone", async () => {
		const turn = serial();
		const a = turn(async () => {
			throw new RangeError("no");
		});
		const b = turn(() => {
			throw new RangeError("at once");
		});
		const c = turn(() => 3);
		await expect(a).rejects.toThrow("no");
		await expect(b).rejects.toThrow("at once");
		expect(await c).toBe(3);
	});

	it("keeps the order in which work was given, also what is given by work", async () => {
		const turn = serial();
		const seen: number[] = [];
		const note = (i: number) => () => {
			seen.push(i);
		};
		let inner: Promise<void> = Promise.resolve();
		const outer = turn(() => {
			seen.push(0);
			inner = turn(note(2));
		});
		await Promise.all([outer, turn(note(1))]);
		await inner;
		expect(seen).toEqual([0, 1, 2]);
	});
});

describe("a queue for each key", () => {
	it("lets work of one key wait for none of another", async () => {
		const turn = serialByKey<string | null>();
		const slow = gate<void>();
		const seen: string[] = [];
		const a = turn("a", () => slow.promise);
		const again = turn("a", () => {
			seen.push("a again");
		});
		await turn(null, () => {
			seen.push("none");
		});
		expect(seen).toEqual(["none"]);
		slow.open();
		await Promise.all([a, again]);
		expect(seen).toEqual(["none", "a again"]);
	});

	it("goes on after work of the same key that failed", async () => {
		const turn = serialByKey<string>();
		const a = turn("a", () => Promise.reject(new RangeError("no")));
		const b = turn("a", () => 2);
		await expect(a).rejects.toThrow("no");
		expect(await b).toBe(2);
	});
});

describe("what is opened once", () => {
	it("opens at the first call and gives the same to all", async () => {
		let opened = 0;
		const open = lazyOnce(async () => ({ number: ++opened }));
		expect(opened).toBe(0);
		const [a, b] = await Promise.all([open(), open()]);
		expect(a).toBe(b);
		expect(await open()).toBe(a);
		expect(opened).toBe(1);
	});

	it("opens again after a failure, which all who waited hear", async () => {
		let tries = 0;
		const open = lazyOnce(async () => {
			tries++;
			if (tries === 1) throw new RangeError("not yet");
			return tries;
		});
		const both = await Promise.allSettled([open(), open()]);
		expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
		expect(await open()).toBe(2);
		expect(await open()).toBe(2);
	});
});

describe("work in a single flight", () => {
	it("is shared by those who ask while it runs, and begun anew afterwards", async () => {
		const gates = [gate<string>(), gate<string>()];
		const given: number[] = [];
		const run = singleFlight((i: number) => {
			given.push(i);
			return gates[given.length - 1]?.promise ?? Promise.resolve("");
		});
		const a = run(1);
		const b = run(2);
		expect(b).toBe(a);
		gates[0]?.open("first");
		expect(await b).toBe("first");
		const c = run(3);
		gates[1]?.open("second");
		expect(await c).toBe("second");
		expect(given).toEqual([1, 3]);
	});

	it("is begun anew after it failed", async () => {
		let tries = 0;
		const run = singleFlight(async () => {
			tries++;
			if (tries === 1) throw new RangeError("no");
			return tries;
		});
		await expect(run()).rejects.toThrow("no");
		expect(await run()).toBe(2);
	});

	it("is one for each key", async () => {
		const share = singleFlightByKey<string, number>();
		const slow = gate<number>();
		let others = 0;
		const a = share("a", () => slow.promise);
		const same = share("a", async () => ++others);
		const b = share("b", async () => ++others);
		expect(same).toBe(a);
		expect(await b).toBe(1);
		slow.fail(new RangeError("no"));
		await expect(same).rejects.toThrow("no");
		expect(await share("a", async () => ++others)).toBe(2);
	});
});

describe("coalesced work", () => {
	it("never runs twice at a time, and once more for all who asked meanwhile", async () => {
		const gates = [gate<void>(), gate<void>(), gate<void>()];
		let runs = 0;
		const start = coalesced(
			() => gates[runs++]?.promise ?? Promise.resolve(),
			() => {},
		);
		start();
		start();
		start();
		await settle();
		expect(runs).toBe(1);
		gates[0]?.open();
		await settle();
		expect(runs).toBe(2);
		gates[1]?.open();
		await settle();
		expect(runs).toBe(2);
		start();
		expect(runs).toBe(3);
	});

	it("hands its fault on and runs once more where that was asked", async () => {
		const heard: Fault[] = [];
		const first = gate<void>();
		let runs = 0;
		const start = coalesced(
			() => (runs++ === 0 ? first.promise : Promise.resolve()),
			(fault) => heard.push(fault),
		);
		start();
		start();
		first.fail(new Fault("rpc-error", "no"));
		await settle();
		expect(heard.map(({ code }) => code)).toEqual(["rpc-error"]);
		expect(runs).toBe(2);
	});
});

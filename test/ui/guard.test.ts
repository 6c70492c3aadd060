import { beforeEach, describe, expect, it } from "vitest";
import {
	type ApprovalGuard,
	openGuard,
	settleMs,
} from "../../extension/ui/approve/guard.ts";

type Timer = { readonly atMs: number; readonly then: () => void };

/** A guard whose clock and window are the test's. */
const setUp = (isThere = true) => {
	let nowMs = 0;
	let timers: Timer[] = [];
	let drawn = 0;
	const guard: ApprovalGuard = openGuard(
		(ms, then) => {
			const timer = { atMs: nowMs + ms, then };
			timers.push(timer);
			return () => {
				timers = timers.filter((one) => one !== timer);
			};
		},
		isThere,
		() => {
			drawn++;
		},
	);
	return {
		guard,
		drawn: () => drawn,
		waiting: () => timers.length,
		pass: (ms: number) => {
			nowMs += ms;
			for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
				timers = timers.filter((one) => one !== timer);
				timer.then();
			}
		},
	};
};

let world: ReturnType<typeof setUp>;
let guard: ApprovalGuard;
beforeEach(() => {
	world = setUp();
	({ guard } = world);
	guard.show("one");
	world.pass(settleMs);
});

describe("a decision", () => {
	it("is refused until what is asked has stood still for the whole time", () => {
		const { guard, pass } = setUp();
		guard.show("one");
		for (let ms = 0; ms < settleMs; ms += 50) {
			expect(guard.takes("one")).toBe(false);
			pass(50);
		}
		expect([guard.isOpen("one"), guard.takes("one")]).toEqual([true, true]);
	});

	it("is refused anew for the whole time after each focus, also of a window that had it", () => {
		for (let i = 0; i < 3; i++) {
			guard.come();
			world.pass(settleMs - 1);
			expect(guard.takes("one")).toBe(false);
			world.pass(1);
			expect(guard.takes("one")).toBe(true);
		}
	});

	it("is refused in a window that is hidden or that is not the one in use, however long", () => {
		guard.leave();
		world.pass(60_000);
		expect(guard.takes("one")).toBe(false);
		guard.come();
		expect(guard.takes("one")).toBe(false);
		world.pass(settleMs);
		expect(guard.takes("one")).toBe(true);
	});

	it("is refused in a window that was opened behind another and never came to the front", () => {
		const { guard, pass } = setUp(false);
		guard.show("one");
		pass(60_000);
		expect(guard.takes("one")).toBe(false);
	});

	it("is refused anew when another order, or another reading of it, takes the place", () => {
		guard.show("two");
		expect([guard.takes("one"), guard.takes("two")]).toEqual([false, false]);
		world.pass(settleMs);
		expect([guard.takes("one"), guard.takes("two")]).toEqual([false, true]);
	});

	it("is refused for what was drawn a moment ago and is not shown any more", () => {
		expect(guard.takes("one")).toBe(true);
		expect(guard.takes("two")).toBe(false);
		guard.show(null);
		world.pass(settleMs);
		expect(guard.takes("one")).toBe(false);
	});

	it("is not put off by the same thing being drawn again", () => {
		guard.show("one");
		expect(guard.takes("one")).toBe(true);
		expect(world.waiting()).toBe(0);
	});

	it("is refused to a click whose button went down too early", () => {
		guard.come();
		guard.press();
		world.pass(settleMs);
		expect(guard.isOpen("one")).toBe(true);
		expect(guard.takes("one")).toBe(false);
		guard.release();
		world.pass(0);
		guard.press();
		expect(guard.takes("one")).toBe(true);
	});

	it("is refused to a key that is held down since before, however often it repeats", () => {
		guard.press();
		guard.show("two");
		world.pass(settleMs);
		for (let i = 0; i < 20; i++) {
			guard.press();
			expect(guard.takes("two")).toBe(false);
		}
	});

	it("is taken from a click without pointer or key, as a screen reader makes one", () => {
		expect(guard.takes("one")).toBe(true);
	});

	it("is taken from the first click in a window one came back to with a key that was let go elsewhere", () => {
		guard.press();
		guard.leave();
		guard.come();
		world.pass(settleMs);
		guard.press();
		expect(guard.takes("one")).toBe(true);
	});

	it("is refused after the screen is closed, and no timer is left", () => {
		guard.come();
		guard.close();
		expect(world.waiting()).toBe(0);
		world.pass(settleMs);
		expect(guard.takes("one")).toBe(false);
	});

	it("is drawn anew each time it may be decided or may not", () => {
		const before = world.drawn();
		guard.leave();
		guard.come();
		world.pass(settleMs);
		expect(world.drawn()).toBe(before + 3);
	});
});

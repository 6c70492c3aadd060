import { describe, expect, it } from "vitest";
import { openSession } from "../../../extension/background/session.ts";

const setUp = () => {
	let nowMs = 1_000;
	let kept: unknown;
	const alarms: (number | null)[] = [];
	const open = () =>
		openSession({
			read: async () => kept,
			write: async (value) => {
				kept = value;
			},
			remove: async () => {
				kept = undefined;
			},
			setAlarm: async (atMs) => {
				alarms.push(atMs);
			},
			nowMs: () => nowMs,
		});
	return {
		open,
		alarms,
		kept: () => kept,
		passTo: (ms: number) => {
			nowMs = ms;
		},
	};
};
const get = (session: ReturnType<ReturnType<typeof setUp>["open"]>) =>
	session.handlers["session.get"](undefined, undefined, "1");
const set = (
	session: ReturnType<ReturnType<typeof setUp>["open"]>,
	lockAtMs: number,
) =>
	session.handlers["session.set"]({ key: "secret", lockAtMs }, undefined, "1");

describe("the unlock key in session memory", () => {
	it("is given back to a signer that starts again, by a background that did too", async () => {
		const { open, alarms } = setUp();
		await set(open(), 5_000);
		expect(await get(open())).toBe("secret");
		expect(alarms).toEqual([5_000]);
	});

	it("is gone when its time is over, even if the alarm never rang", async () => {
		const { open, passTo, kept } = setUp();
		await set(open(), 5_000);
		passTo(5_000);
		expect(await get(open())).toBeNull();
		expect(kept()).toBeUndefined();
	});

	it("is forgotten by the alarm, and not before its time", async () => {
		const { open, passTo, kept } = setUp();
		await set(open(), 5_000);
		await open().lockIfDue();
		expect(kept()).toBeDefined();
		passTo(6_000);
		await open().lockIfDue();
		expect(kept()).toBeUndefined();
	});

	it("is forgotten at once when it is cleared", async () => {
		const { open, kept, alarms } = setUp();
		const session = open();
		await set(session, 5_000);
		await session.handlers["session.clear"](undefined, undefined, "1");
		expect(kept()).toBeUndefined();
		expect(await get(session)).toBeNull();
		expect(alarms).toEqual([5_000, null]);
	});
});

import { describe, expect, it, vi } from "vitest";
import { lastingPort } from "../../extension/port.ts";
import { type FakePort, fakePorts } from "./fake-port.ts";

const later = (ms = 0) => new Promise((done) => setTimeout(done, ms));

/** A background that can be killed: every connection to it, the newest last. */
const background = () => {
	const ends: FakePort[] = [];
	return {
		ends,
		connect: () => {
			const [mine, theirs] = fakePorts();
			ends.push(theirs);
			return mine;
		},
	};
};
const heard = (port: FakePort | undefined) => {
	const messages: unknown[] = [];
	port?.onMessage.addListener((message) => messages.push(message));
	return messages;
};

describe("a lasting port", () => {
	it("connects at the first message, not before", async () => {
		const far = background();
		const port = lastingPort({ connect: far.connect, stay: false });
		expect(far.ends).toHaveLength(0);
		port.send({ id: "1", method: "m" });
		const messages = heard(far.ends[0]);
		await later();
		expect(messages).toEqual([{ id: "1", method: "m" }]);
	});

	it("asks again what a dead background did not answer, and nothing else", async () => {
		const far = background();
		const port = lastingPort({ connect: far.connect, stay: false });
		const told: unknown[] = [];
		port.listen((message) => told.push(message));
		port.send({ id: "1", method: "m" });
		port.send({ id: "2", method: "m" });
		far.ends[0]?.postMessage({ id: "1", ok: 1 });
		await later();
		far.ends[0]?.disconnect();
		await later(20);
		expect(far.ends).toHaveLength(2);
		const messages = heard(far.ends[1]);
		await later();
		far.ends[1]?.postMessage({ id: "2", ok: 2 });
		await later();
		expect(told).toEqual([
			{ id: "1", ok: 1 },
			{ id: "2", ok: 2 },
		]);
		expect(messages).toEqual([]);
		far.ends[1]?.disconnect();
		await later(100);
		expect(far.ends).toHaveLength(2);
	});

	it("sends the unanswered request on the new connection with the same id", async () => {
		const far = background();
		const sent: unknown[] = [];
		const port = lastingPort({
			connect: () => {
				const mine = far.connect();
				heard(far.ends.at(-1)).push = (...messages) => sent.push(...messages);
				return mine;
			},
			stay: false,
		});
		port.send({ id: "a", method: "m", params: [1] });
		await later();
		far.ends[0]?.disconnect();
		await later(20);
		expect(sent).toEqual([
			{ id: "a", method: "m", params: [1] },
			{ id: "a", method: "m", params: [1] },
		]);
	});

	it("stays connected when it is told to", async () => {
		const far = background();
		const states: string[] = [];
		const port = lastingPort({
			connect: far.connect,
			stay: true,
			onState: (state) => states.push(state),
		});
		port.open();
		far.ends[0]?.disconnect();
		await vi.waitFor(() => expect(far.ends).toHaveLength(2));
		expect(states).toEqual(["open", "lost", "open"]);
		port.close();
		await later(100);
		expect(far.ends).toHaveLength(2);
	});

	it("fails an action that must not be repeated, and repeats a question", async () => {
		const far = background();
		const port = lastingPort({
			connect: far.connect,
			stay: true,
			repeats: (message) => JSON.stringify(message).includes("question"),
		});
		const told: unknown[] = [];
		port.listen((message) => told.push(message));
		port.send({ id: "1", method: "question" });
		port.send({ id: "2", method: "action" });
		await later();
		far.ends[0]?.disconnect();
		await vi.waitFor(() => expect(far.ends).toHaveLength(2));
		expect(told).toMatchObject([{ id: "2", fault: { code: "unreachable" } }]);
		far.ends[1]?.postMessage({ id: "1", ok: true });
		await vi.waitFor(() => expect(told).toHaveLength(2));
	});

	it("refuses more than it may keep", () => {
		const far = background();
		const port = lastingPort({
			connect: far.connect,
			stay: false,
			mostWaiting: 2,
		});
		const told: unknown[] = [];
		port.listen((message) => told.push(message));
		for (const id of ["1", "2", "3"]) port.send({ id, method: "m" });
		expect(told).toMatchObject([{ id: "3", fault: { code: "too-many" } }]);
	});

	it("is over when there is nobody to connect to any more", () => {
		const closed = vi.fn();
		const port = lastingPort({
			connect: () => {
				throw new Error("Extension context invalidated.");
			},
			stay: true,
		});
		port.onClose(closed);
		port.send({ id: "1", method: "m" });
		expect(closed).toHaveBeenCalledOnce();
	});

	it("waits longer between vain attempts", async () => {
		vi.useFakeTimers();
		try {
			const far = background();
			const port = lastingPort({
				connect: () => {
					const mine = far.connect();
					setTimeout(() => far.ends.at(-1)?.disconnect(), 0);
					return mine;
				},
				stay: true,
			});
			port.open();
			await vi.advanceTimersByTimeAsync(60_000);
			expect(far.ends.length).toBeGreaterThan(8);
			expect(far.ends.length).toBeLessThan(25);
			port.close();
		} finally {
			vi.useRealTimers();
		}
	});
});

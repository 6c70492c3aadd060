import { describe, expect, it } from "vitest";
import { openAttention } from "../../../extension/background/attention.ts";

const setUp = () => {
	const log: string[] = [];
	let kept: unknown;
	let opens = true;
	let stands: "front" | "behind" | "gone" = "gone";
	const ports = {
		read: async () => kept,
		write: async (state: object) => {
			kept = JSON.parse(JSON.stringify(state));
		},
		setBadge: async (text: string) => {
			log.push(`badge ${text}`);
		},
		openWindow: async () => {
			if (!opens) throw new Error("no window");
			log.push("open");
			stands = "front";
			return 7;
		},
		stateOf: async (id: number) => (id === 7 ? stands : "gone"),
		// Not a port any more: whoever asks for it raises the window over a decision.
		raiseWindow: async (id: number) => {
			log.push(`raise ${id}`);
		},
		notify: async () => {
			log.push("notify");
		},
	};
	return {
		log,
		ports,
		cover: () => {
			stands = "behind";
		},
		close: () => {
			stands = "gone";
		},
		forbid: () => {
			opens = false;
		},
	};
};

describe("what waits for the person", () => {
	it("opens one window for a new thing, and never raises it over what is decided there when the next comes", async () => {
		const { log, ports } = setUp();
		const attend = openAttention(ports);
		await attend(["a"]);
		await attend(["a", "b"]);
		await attend(["b"]);
		await attend([]);
		expect(log).toEqual(["badge 1", "open", "badge 2", "badge 1", "badge "]);
	});

	it("never raises a window that is covered, but says beside it that something came", async () => {
		const { log, ports, cover } = setUp();
		const attend = openAttention(ports);
		await attend(["a"]);
		cover();
		await attend(["a", "b"]);
		await attend(["a", "b"]);
		expect(log).toEqual(["badge 1", "open", "badge 2", "notify", "badge 2"]);
	});

	it("does not show the same thing again, not even in a new background", async () => {
		const { log, ports, close } = setUp();
		await openAttention(ports)(["a"]);
		close();
		await openAttention(ports)(["a"]);
		expect(log.filter((line) => line === "open")).toHaveLength(1);
	});

	it("does not show it again when a new engine reports it after reporting nothing", async () => {
		const { log, ports, close } = setUp();
		const attend = openAttention(ports);
		await attend(["a"]);
		close();
		await attend([]);
		await attend(["a"]);
		expect(log.filter((line) => line === "open")).toHaveLength(1);
	});

	it("opens a new window when the person closed the former one", async () => {
		const { log, ports, close } = setUp();
		const attend = openAttention(ports);
		await attend(["a"]);
		close();
		await attend(["a", "b"]);
		expect(log.filter((line) => line === "open")).toHaveLength(2);
	});

	it("opens one window for two things at the same moment", async () => {
		const { log, ports } = setUp();
		const attend = openAttention(ports);
		await Promise.all([attend(["a"]), attend(["a", "b"])]);
		expect(log.filter((line) => line === "open")).toHaveLength(1);
	});

	it("notifies when the browser opens no window", async () => {
		const { log, ports, forbid } = setUp();
		forbid();
		await openAttention(ports)(["a"]);
		expect(log).toEqual(["badge 1", "notify"]);
	});
});

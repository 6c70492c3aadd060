import { describe, expect, it } from "vitest";
import { openAlerts } from "../../../extension/background/alerts.ts";
import { fromEngine } from "../../../extension/engine/control.ts";

const alert = (id: string) => ({
	id,
	title: "Base stalls",
	text: "No batch of Base came to Ethereum for 2 h 10 min.",
});

const setUp = () => {
	let kept: unknown;
	let lets = true;
	const shown: string[] = [];
	const ports = {
		read: async () => kept,
		write: async (state: object) => {
			kept = JSON.parse(JSON.stringify(state));
		},
		notify: async ({ id }: { readonly id: string }) => {
			if (!lets) throw new Error("not allowed");
			shown.push(id);
		},
	};
	return {
		shown,
		ports,
		kept: () => kept,
		forbid: (forbidden: boolean) => {
			lets = !forbidden;
		},
	};
};

describe("an alert", () => {
	it("is shown once, also by a background that was started anew", async () => {
		const { ports, shown } = setUp();
		const tell = openAlerts(ports);
		await Promise.all([tell(alert("a")), tell(alert("a")), tell(alert("b"))]);
		await openAlerts(ports)(alert("a"));
		await openAlerts(ports)(alert("c"));
		expect(shown).toEqual(["a", "b", "c"]);
	});

	it("is not called shown when the browser let none through", async () => {
		const { ports, shown, forbid } = setUp();
		const tell = openAlerts(ports);
		forbid(true);
		await expect(tell(alert("a"))).rejects.toThrow("not allowed");
		forbid(false);
		await tell(alert("a"));
		expect(shown).toEqual(["a"]);
	});

	it("keeps no more ids than it has to", async () => {
		const { ports, kept, shown } = setUp();
		const tell = openAlerts(ports);
		for (let i = 0; i < 510; i++) await tell(alert(`stall ${i}`));
		expect(kept()).toMatchObject({
			seen: expect.arrayContaining(["stall 509", "stall 10"]),
		});
		expect(JSON.stringify(kept())).not.toContain('"stall 9"');
		await tell(alert("stall 509"));
		expect(shown).toHaveLength(510);
	});

	it("refuses one that is too long for a notification", () => {
		const tell = (more: object) => () =>
			fromEngine({ tell: "alert", alert: { ...alert("a"), ...more } });
		expect(tell({})()).toEqual({ tell: "alert", alert: alert("a") });
		expect(tell({ id: "w".repeat(121) })).toThrow("bad-field");
		expect(tell({ title: "w".repeat(81) })).toThrow("bad-field");
		expect(tell({ text: "w".repeat(301) })).toThrow("bad-field");
		expect(() => fromEngine({ tell: "alert" })).toThrow("bad-field");
	});
});

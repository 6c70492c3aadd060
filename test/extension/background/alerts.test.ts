import { describe, expect, it } from "vitest";
import { openAlerts } from "../../../extension/background/alerts.ts";
import { fromEngine } from "../../../extension/engine/control.ts";
import type { Alert } from "../../../src/protocol/alert.ts";
import { messageOf } from "../../said.ts";

const said = {
	en: { title: "Base stalls", text: "It does." },
	de: { title: "Base steht", text: "So ist es." },
};
const alert = (id: string, route?: Alert["route"]): Alert => ({
	id,
	title: messageOf("Base stalls"),
	text: messageOf("No batch of Base came to Ethereum for 2 h 10 min."),
	route: route ?? { screen: "alive", chain: "8453" },
});

const setUp = () => {
	let kept: unknown;
	let lets = true;
	const shown: string[] = [];
	const opened: string[] = [];
	const cleared: string[] = [];
	const ports = {
		read: async () => kept,
		write: async (state: object) => {
			kept = JSON.parse(JSON.stringify(state));
		},
		notify: async (name: string) => {
			if (!lets) throw new Error("not allowed");
			shown.push(name);
		},
		clear: async (name: string) => {
			cleared.push(name);
		},
		open: async (place: string) => {
			opened.push(place);
		},
	};
	return {
		shown,
		opened,
		cleared,
		ports,
		kept: () => kept,
		damage: (state: unknown) => {
			kept = state;
		},
		forbid: (forbidden: boolean) => {
			lets = !forbidden;
		},
	};
};

describe("an alert", () => {
	it("is shown once, also by a background that was started anew", async () => {
		const { ports, shown } = setUp();
		const { tell } = openAlerts(ports);
		await Promise.all([tell(alert("a")), tell(alert("a")), tell(alert("b"))]);
		await openAlerts(ports).tell(alert("a"));
		await openAlerts(ports).tell(alert("c"));
		expect(shown).toEqual(["alert a", "alert b", "alert c"]);
	});

	it("is not called shown when the browser let none through", async () => {
		const { ports, shown, forbid } = setUp();
		const { tell } = openAlerts(ports);
		forbid(true);
		await expect(tell(alert("a"))).rejects.toThrow("not allowed");
		forbid(false);
		await tell(alert("a"));
		expect(shown).toEqual(["alert a"]);
	});

	it("keeps no more ids and routes than it has to", async () => {
		const { ports, kept, shown } = setUp();
		const { tell } = openAlerts(ports);
		for (let i = 0; i < 510; i++) await tell(alert(`stall ${i}`));
		const { seen, routes } = kept() as Record<string, { id: string }[]>;
		expect(seen).toHaveLength(500);
		expect(seen?.at(0)).toBe("stall 10");
		expect(routes).toHaveLength(64);
		expect(routes?.at(-1)?.id).toBe("stall 509");
		await tell(alert("stall 509"));
		expect(shown).toHaveLength(510);
	});

	it("is shown again after what was kept was damaged, and kept as it should be", async () => {
		const { ports, shown, damage } = setUp();
		await openAlerts(ports).tell(alert("a"));
		for (const broken of [{ seen: "a" }, { seen: ["a"] }, 7, null]) {
			damage(broken);
			await openAlerts(ports).tell(alert("a"));
			await openAlerts(ports).tell(alert("a"));
		}
		expect(shown).toHaveLength(5);
	});

	it("refuses one that is too long for a notification, or leads nowhere", () => {
		const tell = (more: object) => () =>
			fromEngine({ tell: "alert", alert: { ...alert("a"), ...more }, said });
		expect(tell({})()).toEqual({ tell: "alert", alert: alert("a"), said });
		const route = { screen: "exit", id: "one" };
		expect(tell({ route })()).toMatchObject({ alert: { route } });
		expect(tell({ id: "w".repeat(121) })).toThrow("bad-field");
		expect(tell({ title: "w" })).toThrow("bad-field");
		expect(tell({ text: messageOf("w".repeat(301)) })).toThrow("bad-field");
		expect(tell({ route: undefined })).toThrow("bad-field");
		expect(tell({ route: { screen: "send" } })).toThrow("bad-field");
		expect(tell({ route: { screen: "alive", chain: 1 } })).toThrow("bad-field");
		expect(tell({ route: { screen: "exit", id: "w".repeat(65) } })).toThrow(
			"bad-field",
		);
		expect(() => fromEngine({ tell: "alert" })).toThrow("bad-field");
		const { en } = said;
		for (const strange of [
			{ en },
			{ ...said, de: { ...en, title: "w".repeat(81) } },
			{ ...said, de: { ...en, text: "w".repeat(301) } },
		])
			expect(() =>
				fromEngine({ tell: "alert", alert: alert("a"), said: strange }),
			).toThrow("bad-field");
	});
});

describe("a click on one", () => {
	it("opens its screen, also in a background that was started anew, and takes it away", async () => {
		const { ports, opened, cleared } = setUp();
		const { tell } = openAlerts(ports);
		await tell(alert("stall"));
		await tell(alert("step", { screen: "exit", id: "3f/../?#a" }));
		const woken = openAlerts(ports);
		await woken.clicked("alert stall");
		await woken.clicked("alert step");
		expect(opened).toEqual(["alive/8453", "exit/3f%2F..%2F%3F%23a"]);
		expect(cleared).toEqual(["alert stall", "alert step"]);
	});

	it("opens its screen also when the background died while it was being shown", async () => {
		const { ports, opened } = setUp();
		const dying = {
			...ports,
			notify: async () => {
				throw new Error("killed once it stood");
			},
		};
		await openAlerts(dying)
			.tell(alert("step", { screen: "exit", id: "one" }))
			.catch(() => {});
		await openAlerts(ports).clicked("alert step");
		expect(opened).toEqual(["exit/one"]);
	});

	it("opens the list of exits when its screen is not known any more, and lets others' clicks be", async () => {
		const { ports, opened, cleared } = setUp();
		const { clicked } = openAlerts(ports);
		await clicked("waiting");
		expect([opened, cleared]).toEqual([[], []]);
		await clicked("alert of long ago");
		expect(opened).toEqual(["leave"]);
	});
});

// What screens are told: what is new to each, and no view that says the same again.

import { expect, test } from "vitest";
import { Audience } from "../../src/engine/audience.ts";
import type { Port } from "../../src/protocol/channel.ts";
import type { WalletView } from "../../src/protocol/views.ts";
import { sceneNamed } from "../ui/fake/scenes.ts";

const { view } = sceneNamed("full");

const screen = () => {
	const heard: unknown[] = [];
	const port: Port = {
		send: (message) => heard.push(message),
		listen: () => () => {},
		onClose: () => {},
	};
	return { port, heard };
};
const at = (nowMs: number, more: Partial<WalletView> = {}): WalletView => ({
	...view,
	...more,
	nowMs,
});

test("a view that says nothing new is sent to nobody who has it", () => {
	const audience = new Audience({ seen: async () => null });
	const [one, other] = [screen(), screen()];
	audience.addScreen(one.port, () => {});
	for (let i = 0; i < 10; i++) audience.show(() => at(1_000 + i));
	expect(one.heard).toHaveLength(1);
	audience.addScreen(other.port, () => {});
	audience.show(() => at(1_100));
	expect([one.heard.length, other.heard.length]).toEqual([1, 1]);
	audience.show(() => at(1_200, { account: null }));
	expect([one.heard.length, other.heard.length]).toEqual([2, 2]);
});

test("the clock is told all the same, now and then, and when it was set back", () => {
	const audience = new Audience({ seen: async () => null });
	const { port, heard } = screen();
	audience.addScreen(port, () => {});
	audience.show(() => at(100_000));
	audience.show(() => at(129_999));
	expect(heard).toHaveLength(1);
	audience.show(() => at(130_000));
	audience.show(() => at(90_000));
	expect(heard).toHaveLength(3);
});

test("a change of the keys is told, though the view is the same", () => {
	const audience = new Audience({ seen: async () => null });
	const { port, heard } = screen();
	audience.addScreen(port, () => {});
	audience.show(() => at(1));
	audience.tellAnew();
	audience.show(() => at(2));
	expect(heard).toHaveLength(2);
});

// The made world is held to its own rule: what its honest endpoints serve is what a true chain would have.

import { afterAll, beforeAll, expect, it } from "vitest";
import { startWorld, type World } from "./made/world.ts";

let world: World;
beforeAll(async () => {
	world = await startWorld({ pastPeriods: 1 });
});
afterAll(() => world.stop());

it("never makes two blocks for one slot, however many let time pass at once", async () => {
	const before = world.view().head.slot;
	const served: boolean[] = [];
	const watched = async (slots: number): Promise<void> => {
		for (let i = 0; i < slots; i++) {
			await world.advance();
			const { finality, optimistic, updates } = world.view();
			for (const signed of [finality, optimistic, ...updates.values()])
				served.push(signed.signatureSlot > signed.attestedHeader.beacon.slot);
		}
	};
	await Promise.all([watched(4), watched(4), world.advance(2)]);
	expect(served).not.toContain(false);
	const { head } = world.view();
	expect(head.slot).toBe(before + 10);
	expect(head.header.execution.timestamp).toBe(world.chain.timeAt(head.slot));
});

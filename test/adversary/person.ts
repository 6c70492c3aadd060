// What a person does with a wallet, patiently.

import { asFault } from "../../src/base/fault.ts";
import { approve } from "../decide.ts";
import type { Scene } from "./scene.ts";
import { password, type Wallet } from "./wallet.ts";

export const pause = (ms: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, ms));

/** @throws Error when it is not so within the time */
export const until = async (
	isSo: () => boolean,
	withinMs = 30_000,
): Promise<void> => {
	const end = performance.now() + withinMs;
	while (!isSo()) {
		if (performance.now() > end) throw new Error("it never came to that");
		await pause(50);
	}
};

/** What a person does until the order is in a block: asks for it, unlocks, says yes; again after every restart. */
export const press = async (
	scene: Scene,
	wallet: Wallet,
	{ id, valueWei }: { readonly id: string; readonly valueWei: bigint },
	isDead: () => boolean = () => false,
): Promise<void> => {
	const stateOf = () =>
		wallet.view().orders.find((order) => order.id === id)?.state;
	const { unlocked } = await wallet.keys("keys.status", undefined);
	if (!unlocked) await wallet.keys("keys.unlock", { password });
	const end = performance.now() + 40_000;
	// Nobody waits for an answer of the dead.
	const orDeath = (withinMs: number): Promise<void> =>
		until(isDead, withinMs).catch(() => undefined);
	while (!isDead()) {
		if (performance.now() > end)
			throw new Error(`never included: ${stateOf() ?? "no order"}`);
		const state = stateOf();
		if (state === "included" || state === "final") return;
		try {
			if (state === undefined)
				await Promise.race([
					wallet.ui("order.prepare", {
						id,
						chainId: scene.l1,
						to: scene.friend,
						valueWei: String(valueWei),
					}),
					orDeath(8_000),
				]);
			const waiting = await wallet.keys("approval.list", undefined);
			if (waiting.some((order) => order.id === id))
				await Promise.race([approve(wallet.keys, id), orDeath(2_000)]);
		} catch (thrown) {
			// Not followed yet after a restart, or the line was cut: the person tries again.
			if (asFault(thrown).kind === "internal" && !isDead()) throw thrown;
		}
		await pause(150);
	}
};

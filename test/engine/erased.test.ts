// An engine that dies while a vault is erased: no account of it is left in what it knows at its next start.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { linkSigner } from "../../src/engine/signer-link.ts";
import { connect, type Port } from "../../src/protocol/channel.ts";
import { fromSigner } from "../../src/protocol/methods.ts";
import { madeClock } from "../state/chain.ts";

const line = (): readonly [Port, Port] => {
	const hear = [
		new Set<(message: unknown) => void>(),
		new Set<(message: unknown) => void>(),
	] as const;
	const end = (own: 0 | 1): Port => ({
		send: (message) =>
			queueMicrotask(() => {
				for (const one of hear[own === 0 ? 1 : 0]) one(message);
			}),
		listen: (listener) => {
			hear[own].add(listener);
			return () => hear[own].delete(listener);
		},
		onClose: () => {},
	});
	return [end(0), end(1)];
};

test("accounts of a vault that is gone are never kept", async () => {
	const [engine, signer] = line();
	const account: Hex = `0x${"5e".repeat(20)}`;
	let known: readonly Hex[] = [];
	const store = memoryStore();
	let dies = false;
	linkSigner(
		engine,
		{
			...store,
			putAll: async (entries) => {
				await store.putAll(entries);
				if (dies) throw new Fault("storage", "the engine is gone");
			},
		},
		madeClock(),
		{
			signed: async () => {},
			refused: async () => {},
			amountChosen: async () => {},
			messageSigned: async () => {},
			messageRefused: async () => {},
			accounts: async (accounts) => {
				known = accounts;
			},
			keysChanged: () => {},
		},
	);
	const ask = connect(signer, fromSigner);
	const save = (vault: string | null, accounts: Hex[]) =>
		ask("vault.save", { vault, anchors: vault, accounts });
	await save("sealed", [account]);
	expect(known).toEqual([account]);
	dies = true;
	await save(null, []).catch(() => {
		// The signer hears nothing of a death either.
	});
	expect(await store.get("vault", "vault")).toBe(undefined);
	expect(known).toEqual([]);
});

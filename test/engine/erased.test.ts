// An engine that died between the erasing of a vault and the word of it: what it knew of accounts is over at its next start.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { memoryStore } from "../../src/cli/store.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { linkSigner } from "../../src/engine/signer-link.ts";
import type { Port } from "../../src/protocol/channel.ts";
import { openSigner } from "../../src/signer/signer.ts";
import { madeClock } from "../state/chain.ts";

const line = (): readonly [Port, Port] => {
	const hear: [(message: unknown) => void, (message: unknown) => void] = [
		() => {},
		() => {},
	];
	const end = (own: 0 | 1): Port => ({
		send: (message) => queueMicrotask(() => hear[1 - own]?.(message)),
		listen: (listener) => {
			hear[own] = listener;
			return () => {};
		},
		onClose: () => {},
	});
	return [end(0), end(1)];
};

/** Several may listen at one end. */
const shared = (port: Port): Port => {
	const listeners = new Set<(message: unknown) => void>();
	port.listen((message) => {
		for (const one of listeners) one(message);
	});
	return {
		...port,
		listen: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};

test("accounts of a vault that is gone are not kept", async () => {
	const [engine, signer] = line().map(shared);
	if (engine === undefined || signer === undefined) throw new Error("no line");
	const clock = madeClock();
	const opened = openSigner({
		kernel: {} as Kernel,
		clock,
		engine: signer,
		session: {
			get: async () => null,
			set: async () => {},
			clear: async () => {},
		},
	});
	const told: (readonly Hex[])[] = [];
	const link = linkSigner(engine, memoryStore(), clock, {
		signed: async () => {},
		refused: async () => {},
		messageSigned: async () => {},
		messageRefused: async () => {},
		accounts: async (accounts) => {
			told.push(accounts);
		},
		keysChanged: () => {},
	});
	expect(await link.load()).toMatchObject({ hasVault: false });
	expect(told).toEqual([[]]);
	opened.close();
});

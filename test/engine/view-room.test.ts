// What a file, a person or a disk may hold has room in the view: nothing that was taken leaves a screen that cannot be drawn.

import { describe, expect, it } from "vitest";
import { mostRollups, mostWatched } from "../../src/base/room.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { connect } from "../../src/protocol/channel.ts";
import { keys, ui } from "../../src/protocol/methods.ts";
import { openSigner } from "../../src/signer/signer.ts";
import type { Clock } from "../../src/source/ports.ts";
import { line } from "../adversary/wallet.ts";
import { exitProfile } from "../l2/op-exit-world.ts";
import { network } from "../state/chain.ts";

const clock: Clock = {
	nowMs: () => Date.now(),
	ticksMs: () => performance.now(),
	sleep: (ms, signal) =>
		new Promise((resolve, reject) => {
			const timer = setTimeout(resolve, ms);
			signal?.addEventListener("abort", () => {
				clearTimeout(timer);
				reject(new Error("stopped"));
			});
		}),
};

/** A wallet whose endpoints never answer, asked as a page asks: an answer that does not decode is an error. */
const open = async (store = memoryStore()) => {
	const toSigner = line();
	const toUi = line();
	const toKeys = line();
	const signer = openSigner({
		kernel: nobleKernel,
		clock,
		engine: toSigner.ends[1],
		session: {
			get: async () => null,
			set: async () => {},
			clear: async () => {},
		},
	});
	const door = await openEngine({
		fetch: async () => {
			throw new Error("nobody answers");
		},
		clock,
		store,
		kernel: nobleKernel,
		signer: toSigner.ends[0],
		version: "test",
		waiting: () => {},
		alert: () => {},
	});
	door.serveUi(toUi.ends[1]);
	signer.serveKeys(toKeys.ends[1]);
	return {
		ui: connect(toUi.ends[0], ui),
		keys: connect(toKeys.ends[0], keys),
		store,
		close: () => {
			door.close();
			signer.close();
		},
	};
};
type Opened = Awaited<ReturnType<typeof open>>;

const letters = "ABCDFGHJKMNPQRTU";
const l1 = {
	...network,
	name: "made-l1",
	title: "Made L1",
	chainId: 7_777_001,
};
const rollupIds = Array.from(
	{ length: mostRollups },
	(_, i) => l1.chainId + 99 + i,
);
/** As many chains as a file may have. */
const fullFile = JSON.stringify({
	format: "sextant-network-1",
	l1,
	rollups: rollupIds.map((chainId, i) => ({
		...exitProfile,
		name: `r${i}`,
		title: `Roll ${letters[i]}x`,
		chainId,
		l1: l1.name,
		l1ChainId: l1.chainId,
	})),
	watched: Array.from({ length: mostWatched }, (_, i) => ({
		kind: "watched-v1",
		name: `w${i}`,
		title: `Look ${letters[i]}y`,
		chainId: l1.chainId + 199 + i,
		l1: l1.name,
		l1ChainId: l1.chainId,
		family: "other",
		contracts: [
			{
				name: "rollup",
				address: `0x${"11".repeat(20)}`,
				codeHash: `0x${"22".repeat(32)}`,
			},
		],
		places: [],
	})),
});

const importInto = async (
	wallet: Opened,
	file: string,
	name: string,
): Promise<void> => {
	await acceptNetwork(wallet.keys, file);
	await wallet.ui("network.import", { file });
	await wallet.ui("network.choose", { name });
};

describe("the view", () => {
	it("never lacks the room for a chain of an accepted file, also after a restart", async () => {
		const wallet = await open();
		await importInto(wallet, fullFile, l1.name);
		const ids = [l1.chainId, ...rollupIds];
		const drawn = await wallet.ui("view.get", undefined);
		expect(drawn.chains.map(({ chainId }) => chainId)).toEqual(ids);
		wallet.close();
		const again = await open(wallet.store);
		const redrawn = await again.ui("view.get", undefined);
		expect(redrawn.chains.map(({ chainId }) => chainId)).toEqual(ids);
		again.close();
	});
});

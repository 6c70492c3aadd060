// What a file, a person or a disk may hold has room in the view: nothing that was taken leaves a screen that cannot be drawn.

import { describe, expect, it } from "vitest";
import {
	endpointRoles,
	mostEndpointName,
	mostEndpoints,
	mostEndpointsInAll,
	mostEndpointUrl,
	mostRollups,
	mostWatched,
} from "../../src/base/room.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openEngine } from "../../src/engine/engine.ts";
import {
	openSettings,
	type Settings,
	withEndpoints,
	withImport,
	withoutImport,
	withToken,
} from "../../src/engine/settings.ts";
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

/** As many endpoints as one chain may have, with names and addresses as long as they may be. */
const fullEndpoints = Object.fromEntries(
	endpointRoles.map((role) => [
		role,
		Array.from({ length: mostEndpoints }, (_, i) => ({
			name: `${role} ${i} `.padEnd(mostEndpointName, "n"),
			url: `https://${role}${i}.example/`.padEnd(mostEndpointUrl, "k"),
		})),
	]),
) as {
	[role in (typeof endpointRoles)[number]]: { name: string; url: string }[];
};

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

	it("never lacks the room for an endpoint that could be chosen", async () => {
		const wallet = await open();
		await importInto(wallet, fullFile, l1.name);
		const ids = [l1.chainId, ...rollupIds];
		for (const chainId of ids)
			await wallet.ui("endpoints.set", { chainId, ...fullEndpoints });
		const { endpoints } = await wallet.ui("view.get", undefined);
		expect(endpoints).toHaveLength(mostEndpointsInAll);
		wallet.close();
	}, 60_000);
});

describe("what was chosen for a network", () => {
	const chains = (now: Settings): readonly number[] =>
		now.endpoints.map(({ chainId }) => chainId);
	const one = [{ name: "one", url: "https://one.example" }];
	const chosen = (chainId: number) => ({
		chainId,
		beacon: one,
		execution: one,
		relay: [],
	});
	const token = (chainId: number) => ({
		chainId,
		address: `0x${"33".repeat(20)}` as const,
		symbol: "T",
		decimals: 0,
	});
	const withAll = async (): Promise<Settings> => {
		const book = await openSettings(memoryStore());
		await book.change((was) => withImport(was, fullFile));
		for (const chainId of [1, l1.chainId, ...rollupIds])
			await book.change((was) => withEndpoints(was, chosen(chainId)));
		const [first = 0] = rollupIds;
		await book.change((was) => ({
			...was,
			tokens: [token(1), token(first)],
			hidden: [token(first)],
		}));
		return book.now();
	};

	it("is freed when the network is forgotten, and nothing of another is", async () => {
		const now = withoutImport(await withAll(), l1.name);
		expect(chains(now)).toEqual([1]);
		expect(now.tokens).toEqual([token(1)]);
		expect(now.hidden).toEqual([]);
	});

	it("is freed where a newer file has the chain no more", async () => {
		const { rollups, ...rest } = JSON.parse(fullFile);
		const fewer = JSON.stringify({ ...rest, rollups: rollups.slice(0, 2) });
		const now = withImport(await withAll(), fewer);
		expect(chains(now)).toEqual([1, l1.chainId, ...rollupIds.slice(0, 2)]);
	});

	it("never leaves a chain without room for endpoints, whatever an earlier release kept of forgotten ones", async () => {
		const was = await withAll();
		const lost = Array.from({ length: 2_000 }, (_, i) => chosen(900_000 + i));
		const full = { ...was, endpoints: [...lost, ...was.endpoints] };
		const now = withEndpoints(full, chosen(1));
		expect(chains(now)).toEqual([l1.chainId, ...rollupIds, 1]);
		const tokens = lost.slice(0, 64).map(({ chainId }) => token(chainId));
		const added = {
			...token(1),
			found: { codes: `0x${"11".repeat(32)}` as const, place: null },
		};
		expect(withToken({ ...was, tokens }, added).tokens).toEqual([added]);
	});
});

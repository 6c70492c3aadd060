// Endpoints as they may be kept, and a checkpoint asked of those that are.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asFault, Fault } from "../../src/base/fault.ts";
import { findCheckpoint } from "../../src/cli/checkpoint.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import { checkpointViewOf } from "../../src/engine/checkpoint-view.ts";
import { checkEndpoints } from "../../src/engine/endpoints.ts";
import { askProviders } from "../../src/l1/checkpoint.ts";
import { checkpointView } from "../../src/protocol/views.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { madeNetwork } from "../l1/made.ts";
import { fetchFrom, jsonReply, makeClock, type Node } from "../l1/world.ts";
import {
	beaconUrl,
	codeOf,
	executionUrl,
	newDisk,
	openStage,
	openWallet,
	type Stage,
	type Wallet,
} from "./wallet.ts";

const root = (n: number) => `0x${n.toString(16).padStart(64, "0")}`;

const final =
	(epoch: number, its = epoch): Node =>
	(path) =>
		path.endsWith("/finality_checkpoints")
			? jsonReply({
					data: { finalized: { epoch: `${epoch}`, root: root(its) } },
				})
			: jsonReply({ data: { root: root(its) }, finalized: true });

const down: Node = () => {
	throw new Fault("unreachable", "no route");
};

const world = (nodes: { readonly [host: string]: Node }) => ({
	ports: {
		fetch: fetchFrom(nodes),
		clock: makeClock((madeNetwork.genesisTimeS + 200 * 2) * 1000),
	},
	beacon: Object.keys(nodes).map((name) => ({ name, url: `http://${name}` })),
});

describe("a list of endpoints", () => {
	const a = { name: "a", url: "https://node.example/" };
	const fieldOf = (roles: Parameters<typeof checkEndpoints>[0]): string => {
		try {
			checkEndpoints(roles);
			return "";
		} catch (thrown) {
			const { code, detail } = asFault(thrown);
			return `${code} ${detail}`;
		}
	};

	test("is kept where each is named once in its role", () => {
		const b = { name: "b", url: "https://node.example/other" };
		expect(fieldOf({ beacon: [a, b], execution: [a] })).toBe("");
	});

	test("refuses a URL that is there twice in one role, and names the field", () => {
		for (const url of ["https://node.example", "https://NODE.example:443/"])
			expect(fieldOf({ relay: [], beacon: [a, { name: "b", url }] })).toBe(
				'bad-params "beacon[1].url" is the same as "beacon[0].url"',
			);
	});

	test("refuses a name that is there twice in one role, and names the field", () => {
		const b = { name: "a", url: "https://other.example" };
		expect(fieldOf({ execution: [a, b] })).toContain('"execution[1].name"');
	});
});

describe("what the providers say", () => {
	test("is shown by name also where no majority agrees", async () => {
		const { ports, beacon } = world({
			"a.test": final(20),
			"b.test": final(20, 7),
			"c.one.example": down,
			"d.one.example": down,
			"e.test": final(19),
		});
		const poll = await askProviders(ports, madeNetwork, beacon);
		const view = checkpointViewOf(madeNetwork, poll);
		expect(checkpointView(view, "view")).toEqual(view);
		expect(view).toMatchObject({ root: null, asked: 4, needed: 3, agree: [] });
		expect(view.dissent.map(({ name }) => name)).toEqual([
			"a.test",
			"b.test",
			"one.example (c.one.example, d.one.example)",
			"e.test",
		]);
		expect(wordsOf(view.dissent[2]?.says ?? "")).toContain("no answer");
		expect(view.shared).toBe("two of your endpoints belong to one.example");
	});

	test("is shown where no epoch is final with a majority", async () => {
		const { ports, beacon } = world({ a: final(20), b: down, c: down });
		const poll = await askProviders(ports, madeNetwork, beacon);
		const view = checkpointViewOf(madeNetwork, poll);
		expect(view).toMatchObject({ root: null, epoch: null, timeS: null });
		expect(wordsOf(view.dissent[0]?.says ?? "")).toContain(
			"newest final epoch is 20",
		);
	});

	test("is drawn of an epoch that no calendar has", async () => {
		const far = 2 ** 52;
		const nodes = { a: final(far, 1), b: final(far, 2), c: final(far, 3) };
		const { ports, beacon } = world(nodes);
		const poll = await askProviders(ports, madeNetwork, beacon);
		const view = checkpointViewOf(madeNetwork, poll);
		expect(view).toMatchObject({ root: null, epoch: far, timeS: null });
	});

	test("is printed by name before a command refuses", async () => {
		const { ports, beacon } = world({
			a: final(20),
			b: final(20, 7),
			c: final(19),
		});
		const said: string[] = [];
		const found = findCheckpoint(ports, madeNetwork, beacon, (line) =>
			said.push(line),
		);
		expect(await codeOf(found)).toBe("checkpoint-quorum");
		expect(said).toHaveLength(4);
		expect(said.join()).toContain("dissents: c has not finalized this epoch");
		expect(said.at(-1)).toBe("2 of 3 providers have to agree");
	});

	test("is printed with what was agreed on", async () => {
		const nodes = { a: final(20), b: final(20), c: down };
		const { ports, beacon } = world(nodes);
		const said: string[] = [];
		const found = await findCheckpoint(ports, madeNetwork, beacon, (line) =>
			said.push(line),
		);
		expect(found.root).toBe(root(20));
		expect(said[0]).toContain("agreed by 2 of 3 providers: a, b");
		expect(said[1]).toContain("dissents: c");
	});
});

describe("the screens", () => {
	let stage: Stage;
	let wallet: Wallet;
	beforeAll(async () => {
		stage = await openStage();
		wallet = await openWallet(stage, newDisk());
		await acceptNetwork(wallet.keys, stage.file);
		await wallet.ui("network.import", { file: stage.file });
		await wallet.ui("network.choose", { name: stage.world.network.name });
	});
	afterAll(async () => {
		wallet?.kill();
		await stage?.world.stop();
	});

	const set = (urls: readonly string[]) =>
		wallet.ui("endpoints.set", {
			chainId: stage.world.network.chainId,
			beacon: urls.map((url, i) => ({ name: `beacon ${i}`, url })),
			execution: [{ name: "node", url: executionUrl }],
			relay: [],
		});

	test("never find a checkpoint by one beacon under two names", async () => {
		expect(await codeOf(set([beaconUrl, beaconUrl]))).toBe("bad-params");
		await set([beaconUrl, `${beaconUrl}/x`, `${beaconUrl}/y`]);
		expect(await codeOf(wallet.ui("checkpoint.find", undefined))).toBe(
			"too-few-providers",
		);
	});

	test("refuse a root of one's own that no endpoint knows, and one that nobody can be asked about", async () => {
		await set([beaconUrl]);
		const { checkpoint } = stage.world;
		const { timeS } = await wallet.ui("checkpoint.look", { root: checkpoint });
		expect(timeS).toBeGreaterThan(stage.world.network.genesisTimeS);
		const wrong = await wallet
			.ui("checkpoint.look", { root: `0x${"ab".repeat(32)}` })
			.then(
				() => null,
				(thrown: unknown) => asFault(thrown),
			);
		expect(wrong?.code).toBe("checkpoint-unknown");
		expect(wrong?.detail).toContain("beacon 0");
		await set(["https://gone.example"]);
		expect(
			await codeOf(wallet.ui("checkpoint.look", { root: checkpoint })),
		).toBe("unreachable");
	});

	test("keep who is asked for a starting point alone, ask them, and follow nobody of them", async () => {
		const { chainId } = stage.world.network;
		const starters = ["https://a.example", "https://b.example"].map((url) => ({
			name: url.slice(8),
			url,
		}));
		await wallet.ui("endpoints.set", {
			chainId,
			beacon: [{ name: "beacon", url: beaconUrl }],
			execution: [{ name: "node", url: executionUrl }],
			relay: [],
			checkpoint: starters,
		});
		const roles = async () =>
			(await wallet.view()).endpoints.map(({ role, name }) => [role, name]);
		expect(await roles()).toEqual([
			["beacon", "beacon"],
			["execution", "node"],
			["checkpoint", "a.example"],
			["checkpoint", "b.example"],
		]);
		const found = await wallet.ui("checkpoint.find", undefined);
		expect(found.asked).toBe(3);
		expect(found.dissent.map(({ name }) => name)).toEqual([
			"beacon",
			"a.example",
			"b.example",
		]);
		// whoever changes another list and knows nothing of this one takes nothing off it
		await set([beaconUrl]);
		expect((await roles()).slice(-2)).toEqual([
			["checkpoint", "a.example"],
			["checkpoint", "b.example"],
		]);
		expect(
			await codeOf(
				wallet.ui("endpoints.set", {
					chainId,
					beacon: [{ name: "beacon", url: beaconUrl }],
					execution: [],
					relay: [],
					checkpoint: [...starters, { name: "c", url: "https://a.example/" }],
				}),
			),
		).toBe("bad-params");
	});
});

// The wallet beside a made reference rollup on a small true L1: anvil's storage says whatever the test has L1 accept, the
// batches and their proofs are those of test/l2/reference/world.ts, and the node takes operations.

import type { Hex } from "../../src/base/bytes.ts";
import { fromHex, isHex, toHex, utf8 } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import {
	type ReferenceProfile,
	referenceV1,
} from "../../src/l2/reference/checks/profile.ts";
import { rollupKeyOf } from "../../src/l2/reference/checks/signature.ts";
import { deriveAccounts } from "../../src/signer/phrase.ts";
import { rollupSecret } from "../l2/reference/secret.ts";
import {
	chainId,
	deposit,
	l1World,
	type MadeBatch,
	type MadeNode,
	makeBatches,
	nodesOf,
	person,
	profile,
	proveCall,
	rollupAddress,
	transfer,
} from "../l2/reference/world.ts";
import {
	type Disk,
	newDisk,
	openStage,
	openWallet,
	phrase,
	type Stage,
	setUp,
	type Wallet,
} from "./wallet.ts";

export { chainId, deposit, makeBatches, transfer };

export const nodeUrl = "https://rollup.example";

/** An operation as the node was given it. */
export type Given = { readonly [field: string]: unknown };

export type ReferenceStage = {
	readonly stage: Stage;
	readonly profile: ReferenceProfile;
	readonly node: MadeNode;
	/** What was sent to the node, in order. */
	readonly given: Given[];
	/** L1 holds these batches as proven: its storage says so, and a call with each proof succeeded. */
	readonly accept: (batches: readonly MadeBatch[]) => Promise<void>;
	readonly open: (disk: Disk) => Promise<Wallet>;
	readonly setUp: (disk?: Disk) => Promise<Wallet>;
};

/** The key of the wallet's first account on the rollup, and its owner. */
export const mine = async () => {
	const [account] = await deriveAccounts(phrase, 1);
	if (account === undefined) throw new Error("no account");
	const key = rollupKeyOf(rollupSecret(account.privateKey, chainId));
	return { ...key, owner: account.address };
};
export const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const { ax, ay } = person(0xb2);
export const yours = { ax, ay, owner: you };

/**
 * The contract of an L1 that accepts anything: a call that begins with ffffffff writes the pairs of slot and word that
 * follow, any other call succeeds and does nothing.
 */
const writable: Hex =
	"0x5f3560e01c63ffffffff14600f57005b60045b803611601b5700005b8060200135813555604001601256";

export const openReferenceStage = async (): Promise<ReferenceStage> => {
	const made = await openStage();
	const { world } = made;
	const { network, anvil, accounts } = world;
	const own = referenceV1(
		{
			...profile,
			contracts: {
				...profile.contracts,
				rollup: {
					address: rollupAddress,
					codeHash: keccakHex(fromHex(writable)),
				},
			},
			l1: network.name,
			l1ChainId: network.chainId,
			policy: {
				...profile.policy,
				ages: {
					show: 86_400,
					answer: 86_400,
					order: 86_400,
					sign: 86_400,
				},
			},
		},
		"profile",
	);
	const verifier = l1World([])[own.contracts.verifier.address]?.code ?? "0x";
	await anvil.call("anvil_setCode", [rollupAddress, writable]);
	await anvil.call("anvil_setCode", [own.contracts.verifier.address, verifier]);
	// anvil proves the block before by the state that was set after it: nobody may ask for that one
	await world.advance(30);
	const node: MadeNode = {
		batches: [],
		transactions: {},
		hasData: true,
		asked: [],
	};
	const given: Given[] = [];
	const rollupFetch = nodesOf({ [nodeUrl]: node });
	const answered = (id: unknown, result: unknown) => ({
		status: 200,
		headers: {},
		bytes: utf8(JSON.stringify({ jsonrpc: "2.0", id, result })),
	});
	const stage: Stage = {
		...made,
		file: JSON.stringify({
			format: "sextant-network-1",
			l1: network,
			rollups: [own],
		}),
		fetch: async (request) => {
			if (!request.url.startsWith(nodeUrl)) return made.fetch(request);
			const { id, method, params } = JSON.parse(request.body ?? "{}");
			if (method === "reference_send") {
				given.push(params[0]);
				return answered(id, toHex(new Uint8Array(32)));
			}
			if (method === "reference_operation")
				return answered(
					id,
					given.length === 0 ? null : { state: "waiting", batch: null },
				);
			return rollupFetch({ ...request, url: nodeUrl });
		},
	};
	const call = (to: Hex, data: Hex) =>
		anvil.call("eth_sendTransaction", [
			{ from: accounts[4] ?? "0x", to, data, gas: "0x4c4b40" },
		]);
	const accept = async (batches: readonly MadeBatch[]): Promise<void> => {
		const storage = l1World(batches)[rollupAddress]?.storage ?? {};
		// anvil would keep a zero as a leaf, and its proofs would then be of another trie
		const held = Object.entries(storage).filter(([, word]) => word !== 0n);
		const words = held.map(
			([slot, word]) =>
				`${slot.slice(2)}${word.toString(16).padStart(64, "0")}`,
		);
		await call(rollupAddress, `0xffffffff${words.join("")}`);
		for (const one of batches) {
			const { number } = one.batch;
			const before = node.batches[number - 1];
			if (before?.proof === one.proof && node.transactions[number]) continue;
			const { to, input } = proveCall(one);
			const hash = await call(to, input);
			if (!isHex(hash, 32)) throw new Error("the call was not taken");
			node.transactions[number] = hash;
		}
		node.batches = batches;
		await world.advance(1);
	};
	const open = (disk: Disk): Promise<Wallet> => openWallet(stage, disk);
	return {
		stage,
		profile: own,
		node,
		given,
		accept,
		open,
		setUp: async (disk = newDisk()) => {
			const wallet = await setUp(stage, disk);
			await wallet.ui("endpoints.set", {
				chainId,
				beacon: [],
				execution: [{ name: "rollup node", url: nodeUrl }],
				relay: [],
			});
			return wallet;
		},
	};
};

/** A batch is as old as the world's clock says. */
export const madeAt = (nowMs: number) => ({
	batch: { committedAtS: Math.floor(nowMs / 1000) - 30 },
});

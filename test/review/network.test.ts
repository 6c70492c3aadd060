// One chain passed off as another: the same checkpoint root under the rules of a second network, and a network file that
// takes the chain id of a network people hold money on.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { toHex } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { idOf } from "../../src/evidence/evidence.ts";
import type { L1Network } from "../../src/l1/network.ts";
import { checkBalance } from "../../src/receipt/balance.ts";
import {
	decodeNetworkFile,
	type NetworkFile,
} from "../../src/receipt/networks.ts";
import { accountClaim } from "../../src/source/execution.ts";
import { shippedKernel } from "../kernel.ts";
import { makeChain } from "../l1/made.ts";
import { profile } from "../l2/rollup-world.ts";
import { network, networkFile } from "../receipt/true-world.ts";
import { mine, proofJson, type World } from "../state/chain.ts";

const rich: Hex = `0x${"ab".repeat(20)}`;

/** The balance at the checkpoint's own header, as evidence, told as that of the network of this name. */
const balanceOf = (name: string): { root: Hex; file: Evidence } => {
	const world: World = { [rich]: { nonce: 1, balance: 10n ** 21n } };
	const { stateRoot } = mine(world, null);
	const chain = makeChain({
		network,
		execution: () => ({ state_root: stateRoot }),
	});
	const block = chain.block(64);
	const encoded = chain.encode("header", 64, block.header);
	const { accountProof } = accountClaim(proofJson(world, rich, []), "claim");
	const steps: Evidence["steps"][number][] = [];
	const add = (rule: string, witness: Json): void => {
		const before = steps.at(-1);
		const premises = before === undefined ? [] : [steps.length - 1];
		const id = idOf(rule, before === undefined ? [] : [before.id], witness);
		steps.push({ id, rule, premises, witness });
	};
	add("checkpoint", { network: name, root: block.root });
	add("lc-head", {
		fork: encoded.fork,
		ssz: toHex(encoded.ssz),
		is: "checkpoint",
	});
	add("el-header", { rlp: null });
	add("mpt-account", { address: rich, proof: accountProof });
	return {
		root: block.root,
		file: {
			format: "sextant-evidence-1",
			network: name,
			checkpoint: block.root,
			steps,
			conclusions: [3],
			about: { address: rich, token: null, balancesSlot: null },
		},
	};
};

const other: L1Network = {
	...network,
	name: "other",
	chainId: 4242,
	genesisTimeS: network.genesisTimeS + 1_000_000,
	genesisValidatorsRoot: `0x${"43".repeat(32)}`,
};
const files: readonly NetworkFile[] = [network, other].map((l1) => ({
	format: "sextant-network-1",
	l1,
	rollups: [],
}));

describe("one chain passed off as another", () => {
	test("a checkpoint's balance is proved on its own network", async () => {
		const { file, root } = balanceOf(network.name);
		const found = await checkBalance(file, {
			kernel: shippedKernel,
			networks: files,
			anchors: [root],
		});
		expect(found).toMatchObject({ chainId: 1337, amount: 10n ** 21n });
	});

	test("rejects the same header as one of another network, which no signature forbids", async () => {
		const { file, root } = balanceOf(other.name);
		await expect(
			checkBalance(file, {
				kernel: shippedKernel,
				networks: files,
				anchors: [root],
			}),
		).rejects.toThrow(/other-chain/);
	});
});

const fileWith = (
	l1: Partial<L1Network>,
	rollups: readonly object[] = [],
): string =>
	canonical(
		json(
			{ ...JSON.parse(networkFile), l1: { ...network, ...l1 }, rollups },
			"file",
		),
	);
const rollup = (part: object) => ({
	...profile,
	name: "made-rollup",
	l1: network.name,
	l1ChainId: network.chainId,
	...part,
});

describe("a network file", () => {
	test("is taken with a chain id of its own, and rollups with theirs", () => {
		const { rollups } = decodeNetworkFile(fileWith({}, [rollup({})]));
		expect(rollups).toHaveLength(1);
	});

	test.each([1, 11_155_111, 560_048])(
		"is refused when another name takes chain id %i: a signature for it would count there",
		(chainId) => {
			expect(() => decodeNetworkFile(fileWith({ chainId }))).toThrow(
				/bad-file.*chain/,
			);
		},
	);

	test("is refused when two of its chains have one id, or a rollup has that of a known network", () => {
		for (const rollups of [
			[rollup({ chainId: network.chainId })],
			[rollup({}), rollup({ name: "twin" })],
			[rollup({ chainId: 1 })],
			[rollup({ chainId: 1, name: "mainnet" })],
		])
			expect(() => decodeNetworkFile(fileWith({}, rollups))).toThrow(
				/bad-file.*chain/,
			);
	});

	test("is refused when two of its rollups have one name", () => {
		expect(() =>
			decodeNetworkFile(fileWith({}, [rollup({}), rollup({ chainId: 902 })])),
		).toThrow(/bad-file/);
	});
});

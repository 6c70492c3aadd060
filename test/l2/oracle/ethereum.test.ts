// Accounts and slots of Ethereum's tries, L1's and those of layer 2s whose state is such a trie, against EthVerifierHooks of
// `@unruggable/gateways`: over recordings and a made state, and seeded lies about them. One difference is known and counted: nodes that
// nothing leads to are refused here and left unread there.

import { encodeAbiParameters } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromHex, type Hex, isHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import {
	type AccountFacts,
	checkAccount,
	emptyCodeHash,
} from "../../../src/state/account.ts";
import { checkSlot } from "../../../src/state/slot.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { chance } from "../../conformance/chance.ts";
import { l1Basis } from "../../conformance/l2-chain/recording.ts";
import { fieldsIn, listIn } from "../../conformance/state-l1/case.ts";
import { type World as MadeWorld, proofJson } from "../../state/chain.ts";
import { alterNodes, flipped, nodeKinds } from "./alter.ts";
import { compared, ours, recordings } from "./compare.ts";
import { startVerifiers, type Verifier, type Verifiers } from "./verifiers.ts";

let verifiers: Verifiers;
let eth: Verifier;
beforeAll(async () => {
	verifiers = await startVerifiers();
	eth = await verifiers.deploy("EthVerifierHooks");
}, 60_000);
afterAll(() => verifiers?.anvil.stop());

type Walked<T> = {
	/** Null: refused. */
	readonly says: T | null;
	/**
	 * What it says of the same nodes without those behind the end of the way, where it refused for them: theirs may leave such unread,
	 * and then has to say this. Null where there are none.
	 */
	readonly without: T | null;
};

/** What our walk says of the nodes of a trie. */
const walked = <T>(
	nodes: readonly Hex[],
	check: (nodes: readonly Hex[]) => T,
): Walked<T> => {
	let says: T | Fault = ours(() => check(nodes));
	if (!(says instanceof Fault)) return { says, without: null };
	for (let count = nodes.length - 1; says instanceof Fault; count--) {
		if (says.code !== "mpt-unused" || count < 0)
			return { says: null, without: null };
		says = ours(() => check(nodes.slice(0, count)));
	}
	return { says: null, without: says };
};

/** The same verdict and value, but for nodes that nothing leads to. */
const checkSame = (
	what: string,
	kind: string,
	other: unknown,
	{ says, without }: Walked<Hex>,
): Hex | null => {
	const isLaxer = without !== null && other !== null;
	expect(other, `${kind} of ${what}`).toBe(isLaxer ? without : says);
	compared(`${what}, ${kind}`, says, isLaxer);
	return says;
};

const list = (nodes: readonly Hex[]): Hex =>
	encodeAbiParameters([{ type: "bytes[]" }], [nodes]);

type AccountProof = {
	readonly root: Hex;
	readonly address: Hex;
	readonly nodes: readonly Hex[];
};
type SlotProof = {
	readonly root: Hex;
	readonly key: Hex;
	readonly nodes: readonly Hex[];
};

const nothing = wordHex(0n);
/** Theirs has no account without code. */
const storageOf = ({ codeHash, storageRoot }: AccountFacts): Hex =>
	codeHash === emptyCodeHash ? nothing : storageRoot;

const compareAccount = async (
	kind: string,
	{ root, address, nodes }: AccountProof,
): Promise<Hex | null> => {
	const own = walked(nodes, (some) =>
		storageOf(checkAccount(root, address, some)),
	);
	const args = [root, address, list(nodes)];
	const other = await eth.ask("verifyAccountState", args);
	return checkSame("account", kind, other, own);
};

const compareSlot = async (
	kind: string,
	{ root, key, nodes }: SlotProof,
): Promise<Hex | null> => {
	const own = walked(nodes, (some) => wordHex(checkSlot(root, key, some)));
	const args = [root, `0x${"00".repeat(20)}`, BigInt(key), list(nodes)];
	const other = await eth.ask("verifyStorageValue", args);
	return checkSame("slot", kind, other, own);
};

/** Proofs as `eth_getProof` gives them. */
const proofsIn = (root: Hex, answers: readonly Json[]) =>
	answers.map((raw) => {
		const claim = accountClaim(
			{ balance: "0x0", nonce: "0x0", ...fieldsIn(raw) },
			"proof",
		);
		const account: AccountProof = {
			root,
			address: d.address(claim.address, "address"),
			nodes: claim.accountProof,
		};
		const { storageRoot } = checkAccount(root, account.address, account.nodes);
		return {
			account,
			slots: claim.storageProof.map(
				({ key, proof }): SlotProof => ({
					root: storageRoot,
					key,
					nodes: proof,
				}),
			),
		};
	});
type Proofs = ReturnType<typeof proofsIn>;

const coded: Hex = "0x6002";
const madeWorld: MadeWorld = {
	[`0x${"a1".repeat(20)}`]: {
		code: coded,
		storage: { [wordHex(0)]: 5n, [wordHex(1)]: 2n ** 255n, [wordHex(9)]: 1n },
	},
	[`0x${"a2".repeat(20)}`]: { nonce: 7, balance: 10n ** 18n },
	[`0x${"a3".repeat(20)}`]: { code: coded },
	...Object.fromEntries(
		Array.from({ length: 40 }, (_, i): [Hex, { balance: bigint }] => [
			`0x${(0xb000 + i).toString(16).padStart(40, "0")}`,
			{ balance: BigInt(i + 1) },
		]),
	),
};
const madeProofs = (): Proofs => {
	const keys = [0, 1, 2, 9, 77].map((slot) => wordHex(slot));
	const answers = ["a1", "a2", "a3", "a4"].map((byte) =>
		proofJson(
			madeWorld,
			`0x${byte.repeat(20)}`,
			byte === "a1" || byte === "a3" ? keys : [],
		),
	);
	const [first] = answers;
	const [top] = listIn(fieldsIn(first ?? null).accountProof ?? []);
	if (!isHex(top)) throw new Error("no proof");
	return proofsIn(keccakHex(fromHex(top)), answers);
};

/** Families whose layer 2s have such a trie. */
const ownTries = ["op", "arbitrum", "scroll", "taiko"];

describe.each<readonly [string, () => Proofs]>([
	["a made state", madeProofs],
	...recordings.flatMap((recording): (readonly [string, () => Proofs])[] => [
		[
			`${recording.path}, L1`,
			() =>
				proofsIn(
					l1Basis(recording.l1).value.stateRoot,
					listIn(recording.l1Accounts),
				),
		],
		...(!ownTries.includes(recording.family) ||
		!isHex(fieldsIn(recording.l2).stateRoot, 32) ||
		listIn(fieldsIn(recording.l2).accounts ?? []).length === 0
			? []
			: [
					[
						`${recording.path}, layer 2`,
						() => {
							const { stateRoot, accounts } = fieldsIn(recording.l2);
							const root = d.hash(stateRoot, "stateRoot");
							return proofsIn(root, listIn(accounts ?? []));
						},
					] as const,
				]),
	]),
])("EthVerifierHooks over %s", (name, of) => {
	test("says the same of each account and slot, and of seeded lies about them", async () => {
		const dice = chance(14, name);
		const proofs = of();
		const accounts = proofs.map(({ account }) => account);
		const slots = proofs.flatMap((one) => one.slots);
		expect(accounts.length).toBeGreaterThan(0);
		for (const account of accounts)
			expect(await compareAccount("as it is", account)).not.toBe(null);
		for (const slot of slots)
			expect(await compareSlot("as it is", slot)).not.toBe(null);
		for (let i = 0; i < 60; i++) {
			const kind = dice.pick(nodeKinds);
			const account = dice.pick(accounts);
			await compareAccount(kind, {
				...account,
				nodes: alterNodes(kind, account.nodes, dice),
			});
			await compareAccount("another's proof", {
				...account,
				nodes: dice.pick(accounts).nodes,
			});
			await compareAccount("another root", {
				...account,
				root: flipped(account.root, dice),
			});
			await compareAccount("another address", {
				...account,
				address: flipped(account.address, dice),
			});
			if (slots.length === 0) continue;
			const slot = dice.pick(slots);
			await compareSlot(kind, {
				...slot,
				nodes: alterNodes(kind, slot.nodes, dice),
			});
			await compareSlot("another's proof", {
				...slot,
				nodes: dice.pick(slots).nodes,
			});
			await compareSlot("another contract's root", {
				...slot,
				root: dice.pick(slots).root,
			});
			await compareSlot("another key", {
				...slot,
				key: flipped(slot.key, dice),
			});
		}
	}, 120_000);
});

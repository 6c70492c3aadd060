// Accounts, slots and code of a Linea rollup, asked for by `linea_getProof` at the block that L1 names, and proved by the rules in
// checks/tree.ts before any of it is kept. What was proved under a root is not asked for again.

import { fromHex, type Hex, toQuantity } from "../../../base/bytes.ts";
import type { Decode } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { bounds } from "../../../source/bounds.ts";
import type { Execution } from "../../../source/execution.ts";
import {
	type JoinedLimits,
	openJoined,
	unlessStopped,
} from "../../../source/joined.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import { looseWord } from "../../../source/quantity.ts";
import type { Call } from "../../../source/rpc.ts";
import { emptyCodeHash } from "../../../state/account.ts";
import type { ProvedAccount, WantedAccount } from "../../../state/capture.ts";
import { proveCode } from "../../../state/slot.ts";
import type { Account, Code } from "../../../state/values.ts";
import type { StateBasis } from "../../../trust/grade.ts";
import { servedBy } from "../../../trust/served.ts";
import { premiseBy, type Verified } from "../../../trust/verified.ts";
import type { Rollup, StateProver } from "../../rollup.ts";
import { answeredLeaf, type LeafClaim } from "../checks/leaf.ts";
import { proveLineaAccount, proveLineaSlot } from "../checks/tree.ts";
import type { LineaState } from "../checks/values.ts";

/** Slots of one question: a proof that one is absent has two paths of 42 nodes, 12 kB of hex. */
const mostSlots = 256;
/** Roots whose proofs are at hand, and accounts and slots of each. */
const mostRoots = 4;
const mostKept = 8_192;
const mostCodes = 64;

const joinedLimits: JoinedLimits<WantedAccount> = {
	waiting: 512,
	together: 256,
	sizeOf: ({ slots }) => 1 + slots.length,
};

/** Claims that were proved once under the root; each who asks has them proved again, under the state that he has. */
type TreeClaims = {
	readonly account: LeafClaim;
	readonly slots: Map<Hex, LeafClaim | null>;
	readonly from: string;
};
type Under = Map<Hex, TreeClaims>;

type Answer = {
	readonly account: LeafClaim;
	/** In the order of the slots; null where the account is not there. */
	readonly slots: readonly (LeafClaim | null)[];
};

const keyed = d.record({ key: looseWord });
const answerOf =
	({ address, slots }: WantedAccount): Decode<Answer> =>
	(raw, path) => {
		const { accountProof, storageProofs } = d.record({
			accountProof: d.anything,
			storageProofs: d.list(d.anything, mostSlots),
		})(raw, path);
		const about = (one: unknown, key: Hex, at: string): LeafClaim => {
			if (BigInt(keyed(one, at).key) !== BigInt(key))
				throw new Fault("bad-field", `"${at}.key" was not asked for`);
			return answeredLeaf(one, at);
		};
		const account = about(accountProof, address, `${path}.accountProof`);
		const isThere = !("left" in account);
		if (isThere && storageProofs.length !== slots.length)
			throw new Fault("bad-field", `"${path}" has other slots`);
		return {
			account,
			slots: slots.map((slot, i) =>
				isThere
					? about(storageProofs[i], slot, `${path}.storageProofs[${i}]`)
					: null,
			),
		};
	};

const proofCall = (wanted: WantedAccount, block: number): Call<Answer> => ({
	method: "linea_getProof",
	params: [wanted.address, wanted.slots, toQuantity(block)],
	maxBytes: bounds.proof(wanted.slots.length),
	decode: answerOf(wanted),
});

/** One request for each address, in lower case, of what is not proved yet; an account with many slots in several. */
const missingIn = (
	under: Under,
	wanted: readonly WantedAccount[],
): readonly WantedAccount[] => {
	const byAddress = new Map<Hex, Set<Hex>>();
	for (const { address, slots } of wanted) {
		const known = under.get(address);
		const rest = slots.filter((slot) => known?.slots.has(slot) !== true);
		if (known !== undefined && rest.length === 0) continue;
		const all = byAddress.get(address) ?? new Set();
		for (const slot of rest) all.add(slot);
		byAddress.set(address, all);
	}
	return [...byAddress].flatMap(([address, set]) => {
		const slots = [...set];
		const parts: WantedAccount[] = [];
		for (let at = 0; at === 0 || at < slots.length; at += mostSlots)
			parts.push({ address, slots: slots.slice(at, at + mostSlots) });
		return parts;
	});
};

const normal = (one: WantedAccount): WantedAccount => ({
	...one,
	address: d.address(one.address, "address"),
	slots: one.slots.map((slot) => d.hash(slot, "slot")),
});

/** What is proved under a root is kept for a while, whoever asked for it. */
const openKept = () => {
	const roots = new Map<Hex, Under>();
	const sizeOf = (under: Under): number =>
		[...under.values()].reduce((sum, { slots }) => sum + 1 + slots.size, 0);
	return (root: Hex): Under => {
		const known = roots.get(root) ?? new Map<Hex, TreeClaims>();
		roots.delete(root);
		const under = sizeOf(known) > mostKept ? new Map<Hex, TreeClaims>() : known;
		roots.set(root, under);
		const [oldest] = roots.keys();
		if (roots.size > mostRoots && oldest !== undefined) roots.delete(oldest);
		return under;
	};
};

/** Has what an endpoint gives proved, and keeps it then. @throws proof-value with the endpoint's name, what it fails with */
const fetchAt = async (
	state: Verified<LineaState>,
	under: Under,
	{ name, client }: Member<Execution>,
	wanted: readonly WantedAccount[],
): Promise<Under> => {
	const asked = missingIn(under, wanted);
	if (asked.length === 0) return under;
	const { l2BlockNumber } = state.value;
	const { value: answers } = await client.askAll(
		asked.map((one) => proofCall(one, l2BlockNumber)),
	);
	for (const [i, { address, slots }] of asked.entries()) {
		const answer = answers[i];
		if (answer === undefined) throw new Fault("bad-field", "no proof", name);
		if (answer instanceof Fault) throw answer;
		const account = proveLineaAccount(state, address, answer.account);
		const known = under.get(address) ?? {
			account: answer.account,
			slots: new Map(),
			from: name,
		};
		for (const [j, slot] of slots.entries()) {
			const claim = answer.slots[j] ?? null;
			proveLineaSlot(account, slot, claim);
			known.slots.set(slot, claim);
		}
		under.set(address, known);
	}
	return under;
};

const missing = (address: Hex): Fault =>
	new Fault("no-proof-window", `no proof of ${address}`);

/** The provers of all who ask; what is proved is shared. */
export const openLineaProver = (): NonNullable<Rollup["prover"]> => {
	const keptUnder = openKept();
	const codes = new Map<Hex, Hex>();

	const codeOf = async (
		pool: Pool<Execution>,
		account: Verified<Account>,
		block: number,
		signal: AbortSignal | undefined,
	): Promise<Verified<Code>> => {
		const { address, codeHash } = account.value;
		if (codeHash === emptyCodeHash) return proveCode(account, "0x");
		const kept = codes.get(codeHash);
		if (kept !== undefined) return proveCode(account, kept);
		const bytes = await pool.first(async ({ name, client }) => {
			const at = { number: block };
			const { value } = await client.code(address, at, signal);
			const hash = keccakHex(fromHex(value));
			if (hash !== codeHash)
				throw new Fault("code-hash", `${hash}, not ${codeHash}`, name);
			return value;
		});
		codes.set(codeHash, bytes);
		const [oldest] = codes.keys();
		if (codes.size > mostCodes && oldest !== undefined) codes.delete(oldest);
		return proveCode(account, bytes);
	};

	return (pool): StateProver => {
		const fetches = openJoined<WantedAccount, Under>(joinedLimits);
		return {
			prove: async <B extends StateBasis>(
				header: Verified<B>,
				given: readonly WantedAccount[],
				signal?: AbortSignal,
			): Promise<readonly ProvedAccount<B>[]> => {
				const state = premiseBy<LineaState>(header, "linea-state");
				const { stateRoot, l2BlockNumber } = state.value;
				const wanted = given.map(normal);
				let under = keptUnder(stateRoot);
				if (missingIn(under, wanted).length > 0) {
					const all = under;
					under = await pool.first((member) =>
						unlessStopped(
							fetches(`${member.name} ${stateRoot}`, wanted, (asked) =>
								fetchAt(state, all, member, asked),
							),
							signal,
						),
					);
				}
				return Promise.all(
					wanted.map(async ({ address, slots, code = false }) => {
						const known = under.get(address);
						if (known === undefined) throw missing(address);
						const { from } = known;
						const account = servedBy(
							proveLineaAccount(state, address, known.account),
							from,
						);
						return {
							header,
							account,
							slots: slots.map((key) => {
								const claim = known.slots.get(key);
								if (claim === undefined) throw missing(address);
								return servedBy(proveLineaSlot(account, key, claim), from);
							}),
							code: code
								? await codeOf(pool, account, l2BlockNumber, signal)
								: null,
						};
					}),
				);
			},
		};
	};
};

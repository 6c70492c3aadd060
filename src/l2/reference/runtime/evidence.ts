// The evidence that an escape from the reference rollup needs, found and kept: the owner's accounts with their paths under a
// root that L1 holds as proven. Whoever uses what was kept compares its root with L1's last root at that time, and a file of
// any other root is not used.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import type { CapturedEvidence } from "../../../exit/module.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	type ReferenceAccountWitness,
	referenceAccountWitness,
} from "../checks/account.ts";
import { referenceMessage } from "../checks/codes.ts";
import { rehearsalKey } from "../checks/exit.ts";
import { type AccountQuestion, nodesOf } from "../checks/node.ts";
import type { ReferenceExitContext } from "./context.ts";
import type { ReferenceExitFacts } from "./facts.ts";
import type { EscapeState } from "./state.ts";
import {
	checkAccount,
	mostOwn,
	mostRehearsals,
	names,
	type RehearsalsFile,
	readAccounts,
	readRehearsals,
	readState,
	spell,
} from "./stored-evidence.ts";
import { kept, keptAll, wholeState } from "./whole-state.ts";

/** Whose accounts: all of an owner, or the one of owner and key, of which there is one at most. */
export type AccountOwner = {
	readonly owner: Hex;
	readonly key: { readonly ax: Hex; readonly ay: Hex } | null;
	/** Deposits for them that are known to be in the queue, whether an endpoint states them or not. */
	readonly queued?: EscapeState["deposits"];
};

const isTheirs = (
	one: { readonly owner: Hex; readonly ax: Hex; readonly ay: Hex },
	{ owner, key }: Pick<AccountOwner, "owner" | "key">,
): boolean =>
	one.owner === owner &&
	(key === null || (one.ax === key.ax && one.ay === key.ay));

export type Own = {
	/** Their accounts that have evidence under the last proven root, the largest balance first and those of rehearsals last. */
	readonly accounts: readonly ReferenceAccountWitness[];
	/** Further accounts of theirs, without those of rehearsals; null when nobody can say. Known from the whole state alone. */
	readonly others: number | null;
	/** Why there are none, or there may be more; null when all is known. */
	readonly missing: Fault | null;
};

const isLarger = (
	a: ReferenceAccountWitness,
	b: ReferenceAccountWitness,
): number => (a.balance < b.balance ? 1 : a.balance > b.balance ? -1 : 0);

/** In the order in which they are meant: what a rehearsal opened is not what somebody wants to leave with first. */
const inOrder = async (
	context: ReferenceExitContext,
	accounts: readonly ReferenceAccountWitness[],
): Promise<Pick<Own, "accounts"> & { readonly others: number }> => {
	const found = await keptAll(context, names.rehearsals, readRehearsals);
	const seeds =
		accounts.length < 2 ? [] : found.flatMap(({ file }) => file.seeds);
	const keys = seeds.map(rehearsalKey);
	const isRehearsed = ({ ax, ay }: ReferenceAccountWitness): boolean =>
		keys.some((key) => key.ax === BigInt(ax) && key.ay === BigInt(ay));
	const real = accounts.filter((one) => !isRehearsed(one));
	const sorted = [
		...real.toSorted(isLarger),
		...accounts.filter(isRehearsed).toSorted(isLarger),
	];
	return {
		accounts: sorted.slice(0, mostOwn),
		others: Math.max(0, real.length - 1),
	};
};

/** From now on an account of this seed is known as that of a rehearsal. Resolves when that is on disk. */
export const noteRehearsal = async (
	context: ReferenceExitContext,
	seed: Hex,
): Promise<void> => {
	const found = await kept(context, names.rehearsals, readRehearsals);
	const seeds = [...(found?.file.seeds ?? []), seed].slice(-mostRehearsals);
	await context.evidenceStore.put(
		names.rehearsals,
		JSON.stringify({
			format: "sextant-reference-rehearsals-1",
			asOfS: context.nowS,
			seeds,
		} satisfies RehearsalsFile),
	);
};

/**
 * As nodes of the rollup state them, each checked against the root; `indices` are known to be theirs from before. The
 * fault is that of the last one that failed, or a lie.
 */
const fromNodes = async (
	context: ReferenceExitContext,
	{ config }: ReferenceExitFacts,
	who: AccountOwner,
	indices: readonly number[],
): Promise<Own> => {
	const { profile } = context;
	const reference = nodesOf(context);
	const { owner, key } = who;
	const asked: readonly AccountQuestion[] = [
		key === null ? { owner } : { owner, key: [key.ax, key.ay] },
		...indices.map((index) => ({ index })),
	];
	let missing = new Fault("unreachable", "no endpoint of the rollup answers");
	for (const { name, client } of reference.active()) {
		const found = new Map<number, ReferenceAccountWitness>();
		for (const question of asked)
			try {
				const { value } = await client.account(question, config.lastProven);
				if (value === null || !isTheirs(value, who))
					throw new Fault("l2-no-account", `knows none of ${owner}`, name);
				const account = referenceAccountWitness(
					{ ...value, balance: wordHex(value.balance) },
					"account",
				);
				checkAccount(profile, config.lastRoot, account);
				found.set(account.index, account);
			} catch (thrown) {
				const fault = asFault(thrown, name);
				if (isOurs(fault)) throw fault;
				const noted = reference.note(name, fault);
				if (missing.kind !== "disproved") missing = noted;
			}
		if (found.size > 0)
			return {
				...(await inOrder(context, [...found.values()])),
				others: null,
				missing: null,
			};
	}
	return { accounts: [], others: null, missing };
};

/** As it was kept, if it belongs to the last proven root. */
const fromKept = async (
	context: ReferenceExitContext,
	{ config }: ReferenceExitFacts,
	who: AccountOwner,
): Promise<Own & { readonly indices: readonly number[] }> => {
	const none = { accounts: [], others: null, indices: [] };
	let newest: number | null = null;
	const indices = new Set<number>();
	const all = [
		...(await keptAll(context, names.accounts, readAccounts)),
		...(await keptAll(context, names.before, readAccounts)),
	];
	for (const { file } of all) {
		const { root, batch, accounts } = file;
		newest = Math.max(newest ?? 0, batch);
		const own = accounts.filter((one) => isTheirs(one, who));
		if (root === config.lastRoot && own.length > 0)
			return {
				...none,
				accounts: (await inOrder(context, own)).accounts,
				missing: null,
			};
		for (const { index } of own) indices.add(index);
	}
	const missing =
		newest === null
			? null
			: new Fault(
					"exit-evidence",
					`kept after batch ${newest}, proven is ${config.lastProven}`,
				);
	return { ...none, missing, indices: [...indices] };
};

/**
 * Their accounts under the last proven root: out of the whole state, else as they were kept or as a node has them.
 * Each is checked against the root.
 * @param indices known to be theirs
 * @throws what the reader of L1 throws
 */
export const ownAccounts = async (
	context: ReferenceExitContext,
	facts: ReferenceExitFacts,
	who: AccountOwner,
	indices: readonly number[] = [],
): Promise<Own> => {
	const { tree, missing } = await wholeState(context, facts);
	if (tree !== null) {
		const own = [...tree.accounts.values()]
			.filter((one) => isTheirs(one, who))
			.map(({ index }) => tree.witness(index));
		return { ...(await inOrder(context, own)), missing: null };
	}
	const before = await fromKept(context, facts, who);
	if (before.accounts.length > 0) return before;
	const asked = await fromNodes(context, facts, who, [
		...new Set([...indices, ...before.indices]),
	]);
	if (asked.accounts.length > 0) return asked;
	// A lie says most, then that what was kept is too old; that a node is silent says least.
	const why = [asked.missing, before.missing, missing].find(
		(fault) => fault?.kind === "disproved",
	);
	return { ...asked, missing: why ?? missing ?? asked.missing };
};

/** What is kept at a new root, and what was: to be called while the rollup's nodes still serve it. */
export const captureOwn = async (
	context: ReferenceExitContext,
	facts: ReferenceExitFacts,
	owner: Hex,
): Promise<readonly CapturedEvidence[]> => {
	const { config, basis } = facts;
	const { lastProven, lastRoot } = config;
	const asOfS = basis.value.timestampS;
	const before = await kept(context, names.accounts, readAccounts);
	const older = await kept(context, names.before, readAccounts);
	const { accounts, missing } = await ownAccounts(context, facts, {
		owner,
		key: null,
	});
	const captured: CapturedEvidence[] = [];
	if (accounts.length > 0)
		captured.push({
			name: names.accounts,
			text: spell({
				format: "sextant-reference-accounts-1",
				...{ batch: lastProven, root: lastRoot, asOfS, accounts },
			}),
			asOfS,
			says: referenceMessage("reference.kept.accounts", {
				accounts: accounts.length,
				batch: lastProven,
			}),
		});
	else if (missing !== null && before === null) throw missing;
	// A reorg of L1 may bring the root before back.
	const previous =
		before !== null && before.file.root !== lastRoot ? before : older;
	if (previous !== null)
		captured.push({
			name: names.before,
			text: previous.text,
			asOfS: previous.file.asOfS,
			says: referenceMessage("reference.kept.before", {
				batch: previous.file.batch,
			}),
		});
	const state = (await kept(context, names.state, readState))?.file.file;
	if (state !== undefined) {
		const file = state.root === lastRoot ? { ...state, asOfS } : state;
		captured.push({
			name: names.state,
			text: spell(file),
			asOfS: file.asOfS,
			says: referenceMessage("reference.kept.state", {
				accounts: file.accounts.length,
				batch: file.batch,
			}),
		});
	}
	return captured;
};

// What an account has on the rollup, before a withdrawal of it is forced: proved under the newest root on L1 that somebody can
// be held to, and what nodes say of it since. A forced withdrawal of more than there is fails on the rollup and costs its fee.
// The deposit that carries it mints nothing and its gas is bought on L1, so ether there pays for what is withdrawn alone:
// all of it can leave. Source: OP Stack specs, protocol/deposits.md (deposited transaction type, execution).

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import { checkAccount, emptyCodeHash } from "../../../state/account.ts";
import { decodeHeader } from "../../../state/header.ts";
import { checkSlot } from "../../../state/slot.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import { outputRoot } from "../checks/payload.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import { outputAt } from "./evidence.ts";
import { type ListedGame, stands, visitGames } from "./game.ts";
import { reasonOf } from "./propose.ts";
import type { L2Holding, OpFacts } from "./state.ts";

/** No more roots than this are asked about in one look: a node that has none of their states has no older one. */
const mostTried = 2;

type Of = { readonly account: Hex; readonly token: Hex | null };

/** Where a token of the profile keeps the account's balance; null for ether. @throws not-anchored for any other token */
const balancePlace = (
	{ tokens }: AnyOpProfile,
	{ account, token }: Of,
): { readonly address: Hex; readonly slot: Hex } | null => {
	if (token === null) return null;
	const known = tokens.find(({ address }) => address === token);
	if (known === undefined)
		throw new Fault("not-anchored", `no place of balances for ${token}`);
	const key = wordHex(account);
	return {
		address: token,
		slot: mappingSlot(key, known.balancesSlot),
	};
};

const requestsOf = (profile: AnyOpProfile, of: Of) => {
	const place = balancePlace(profile, of);
	return [
		{ address: of.account, slots: [] },
		...(place === null
			? []
			: [{ address: place.address, slots: [place.slot] }]),
	];
};

type Proved = NonNullable<L2Holding["proved"]>;

/**
 * The balance by proof under a game's root.
 * @throws exit-evidence when header, number and root do not belong together; bad-field, mpt-*, bad-rlp
 */
const checkHeld = (
	profile: AnyOpProfile,
	of: Of,
	{ root, l2BlockNumber }: Pick<ListedGame, "root" | "l2BlockNumber">,
	evidence: Proved["evidence"],
): Proved => {
	const { header, messagePasserStorageRoot, accountProof, token } = evidence;
	const fields = decodeHeader(fromHex(header));
	const { stateRoot, hash: blockHash, timestampS: timeS } = fields;
	const made = outputRoot({ stateRoot, messagePasserStorageRoot, blockHash });
	if (made !== root || fields.blockNumber !== l2BlockNumber)
		throw new Fault("exit-evidence", `the header does not make root ${root}`);
	const own = checkAccount(stateRoot, of.account, accountProof);
	const place = balancePlace(profile, of);
	const amountOf = (): bigint => {
		if (place === null) return own.balanceWei;
		if (token === null) throw new Fault("bad-field", "no proof of the token");
		const { storageRoot } = checkAccount(
			stateRoot,
			place.address,
			token.accountProof,
		);
		return checkSlot(storageRoot, place.slot, token.slotProof);
	};
	return {
		root,
		block: l2BlockNumber,
		timeS,
		amount: amountOf().toString(),
		runsCode: own.exists && own.codeHash !== emptyCodeHash,
		evidence,
	};
};

/** What the account had in a root's block. @throws not-anchored when no node has that block's state */
const takeHeld = (
	profile: AnyOpProfile,
	l2: Pool<Execution>,
	of: Of,
	game: ListedGame,
): Promise<Proved> =>
	l2.first(async ({ name, client }) => {
		const number = game.l2BlockNumber;
		const output = await outputAt(profile, client, name, number, null);
		if (output.root !== game.root)
			throw new Fault(
				"not-anchored",
				`another block ${number} than the root`,
				name,
			);
		const requests = requestsOf(profile, of);
		const { value } = await client.proofs(requests, { number });
		const [own, token] = value;
		if (own === undefined) throw new Fault("bad-field", "no proof", name);
		return checkHeld(profile, of, game, {
			header: output.header,
			messagePasserStorageRoot: output.messagePasserStorageRoot,
			accountProof: own.accountProof,
			token:
				token === undefined
					? null
					: {
							accountProof: token.accountProof,
							slotProof: token.storageProof[0]?.proof ?? [],
						},
		});
	});

/** The most that a node says the account has by now, of those that are no older than `least`: a claim. */
const hearHeld = async (
	profile: AnyOpProfile,
	l2: Pool<Execution>,
	of: Of,
	least: number,
): Promise<L2Holding["said"]> => {
	const place = balancePlace(profile, of);
	const answers = await l2.all(async ({ name, client }) => {
		const { value: header } = await client.header("latest");
		const requests = requestsOf(profile, of);
		const { value } = await client.proofs(requests, "latest");
		const [own, token] = value;
		const amount =
			place === null ? own?.balance : token?.storageProof[0]?.value;
		if (amount === undefined) throw new Fault("bad-field", "no balance", name);
		return { node: name.slice(0, 80), block: header.number, amount };
	});
	const [best] = answers
		.filter(({ block }) => block >= least)
		.toSorted((a, b) => (a.amount < b.amount ? 1 : -1));
	return best === undefined
		? null
		: { ...best, amount: best.amount.toString() };
};

/**
 * What the account has, as far as anybody shows it. What was proved before stays while its root stands and no newer one can be
 * proved under: the time of its block says how old it is.
 * @throws what a missing proof of L1 fails with; what the rollup's nodes fail with only leaves a part empty
 */
export const readHolding = async (
	profile: AnyOpProfile,
	l1: ExitL1,
	l2: Pool<Execution>,
	facts: OpFacts,
	of: Of,
	before: L2Holding | null,
): Promise<L2Holding> => {
	const earlier = before?.proved ?? null;
	const found: { proved: Proved | null } = { proved: null };
	let tried = 0;
	await visitGames(profile, l1, facts.gameCount, async (game) => {
		if (!stands(profile, facts, game)) return false;
		const isKept = game.root === earlier?.root;
		if (!isKept && tried++ >= mostTried) return earlier === null;
		try {
			found.proved = isKept
				? checkHeld(profile, of, game, earlier.evidence)
				: await takeHeld(profile, l2, of, game);
			return true;
		} catch (thrown) {
			reasonOf(thrown);
			return false;
		}
	});
	const { proved } = found;
	let said: L2Holding["said"] = null;
	try {
		said = await hearHeld(profile, l2, of, proved?.block ?? 0);
	} catch (thrown) {
		reasonOf(thrown);
	}
	return { proved, said };
};

/**
 * What of it says something. A zero at the place that the network file names is no balance of a token: where the contract keeps
 * balances elsewhere, every account has a zero there. Ether's own zero counts, and a token's once that place has shown more.
 */
export const meant = (
	held: L2Holding | null,
	token: Hex | null,
): L2Holding & { readonly isEmptyPlace: boolean } => {
	const { proved = null, said = null } = held ?? {};
	const isZero = (one: { readonly amount: string } | null): boolean =>
		token !== null && one !== null && BigInt(one.amount) === 0n;
	const shows = isZero(proved) ? null : proved;
	const isSaid = shows !== null || !isZero(said);
	return {
		proved: shows,
		said: isSaid ? said : null,
		isEmptyPlace: shows === null && (isZero(proved) || !isSaid),
	};
};

/**
 * Whether there is enough: "too little" is proved of the newest root's block, and nobody says that more came since. Never "too
 * little" for a token by a zero alone.
 */
export const enough = (
	held: L2Holding | null,
	{ token }: Pick<Of, "token">,
	amount: bigint,
): "proved" | "said" | "too little" | "unknown" => {
	const { proved, said } = meant(held, token);
	if (proved !== null && BigInt(proved.amount) >= amount) return "proved";
	if (said !== null && BigInt(said.amount) >= amount) return "said";
	return proved === null ? "unknown" : "too little";
};

// One token's balance on screen: what its contract answers at each block that is read, never what somebody typed. A token that
// was not asked yet is asked first, and one that does not answer has no number.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { faults } from "../base/faults.ts";
import { shortHex } from "../base/units.ts";
import {
	type BalancePlace,
	placeKey,
	placeWords,
} from "../evidence/balance-place.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import type { ProvedState } from "../evm/prove.ts";
import type { BalanceView } from "../protocol/views.ts";
import { tokenEvidence } from "../receipt/balance.ts";
import type { ProofRequest } from "../source/execution.ts";
import type { Clock } from "../source/ports.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Wanted } from "../state/capture.ts";
import type { Slot } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { AnyVerified, Verified } from "../trust/verified.ts";
import { inTime } from "./in-time.ts";
import type { Reading } from "./reader.ts";
import { type Served, servedState } from "./served.ts";
import type { Token } from "./settings.ts";
import type { Beside } from "./shown.ts";
import {
	type Found,
	readBalance,
	readToken,
	type TokenBalance,
	type TokenFacts,
} from "./token-read.ts";

export type TokenTools = {
	/** Proofs of the newest verified block, as the machine asks for them. */
	readonly state: ProvedState;
	readonly clock: Clock;
	/** What the contract answered, when it was asked anew: for the disk. */
	readonly asked: (token: Token, facts: TokenFacts) => void;
};

/** A token may take so long; then it keeps the age it has, and the others go on. */
const mostMs = 20_000;
/** A token whose call takes more proofs than this is read less often: the proofs of one head may be a hundred kilobytes. */
const fewProofs = 8;
const restMs = 60_000;

/** What stands behind the number. */
type Proof = {
	readonly how: NonNullable<BalanceView["how"]>;
	readonly verified: AnyVerified;
	readonly amount: bigint;
	readonly at: StateBasis;
	readonly evidence: () => Evidence;
	readonly beside: Beside;
};

export type TokenRow = {
	/** What to read for it now, with the account's own proof; empty while it rests. */
	readonly wanted: () => readonly Wanted[];
	/** Reads it anew, out of what was read of its wishes where that is enough. Throws nothing. */
	readonly refresh: (
		served: Served | null,
		reading: Reading,
		signal?: AbortSignal,
	) => Promise<void>;
	readonly symbol: () => string;
	readonly decimals: () => number;
	readonly proof: () => Proof | null;
	readonly note: () => string | null;
	/** It was read and has no number: what it had before holds no more. */
	readonly isNone: () => boolean;
	/** Could not be read at all. */
	readonly fail: (thrown: unknown) => void;
	/** A reorg took the block away. */
	readonly drop: () => void;
};

const troubleWords = (thrown: unknown): string => {
	const { code, source } = asFault(thrown);
	const from = source === null ? "" : ` (${source})`;
	return `${faults[code].says}${from}`.slice(0, 300);
};

const slotProof = (
	slot: Verified<Slot>,
	account: Hex,
	place: BalancePlace,
	how: "slot" | "named",
): Proof => ({
	how,
	verified: slot,
	amount: slot.value.word,
	at: slot.value.at,
	evidence: () => tokenEvidence(slot, account, place),
	beside: {
		says:
			how === "slot"
				? `That this place is your balance (${placeWords(place)}) is what the token's own code answered when it was run here on this block. The token can still be worthless, or change by its owner's word.`
				: `That this place is your balance (${placeWords(place)}) is the word of the network file you accepted: this chain's code cannot be run here, so its contract was not asked.`,
	},
});

const computedProof = ({ result, amount, at }: TokenBalance): Proof => ({
	how: "computed",
	verified: result,
	amount,
	at,
	evidence: () =>
		evidenceOf(
			...result.premises
				.filter(({ rule }) => rule === "mpt-slot" || rule === "code")
				.slice(0, 64),
		),
	beside: {
		says: "The token's contract computes this number; its code was run on this device, and all that it read is proved. That it ran rightly is this device's own word.",
		noFile:
			"the token's contract computes this balance, so no file can show it to others",
	},
});

export const openTokenRow = (
	token: Token,
	account: Hex,
	{ state, clock, asked }: TokenTools,
): TokenRow => {
	const { address, chainId } = token;
	let { symbol, decimals } = token;
	let isAsked = token.by !== "person";
	/** Under which code it was asked; null: it has to be, this time. */
	let found: Found | null = token.found;
	let reads: readonly ProofRequest[] = [];
	let proof: Proof | null = null;
	let trouble: string | null = isAsked
		? null
		: "Being checked: its contract is asked what it is.";
	let readMs: number | null = null;
	let isNone = false;

	const guess = (): readonly ProofRequest[] =>
		reads.length > 0
			? reads
			: [
					{
						address,
						slots: token.place === null ? [] : [placeKey(account, token.place)],
					},
				];

	const rests = (): boolean => {
		const size = reads.reduce((sum, { slots }) => sum + 1 + slots.length, 0);
		return (
			size > fewProofs && readMs !== null && clock.ticksMs() - readMs < restMs
		);
	};

	/** Asks the contract what it is. @throws token-no-code, not-a-token, and what calls throw */
	const ask = async (
		over: ProvedState,
		signal: AbortSignal,
	): Promise<TokenBalance> => {
		const facts = await readToken(over, address, account, signal);
		if (token.by === "file" && facts.decimals !== token.decimals)
			throw new Fault(
				"not-a-token",
				`the network file says ${token.decimals} decimals, its contract ${facts.decimals}`,
			);
		// the file's symbol is what the person accepted
		if (token.by !== "file") ({ symbol } = facts);
		isAsked = true;
		asked(token, facts);
		return facts.balance;
	};

	const take = (balance: TokenBalance): void => {
		const { held, codes } = balance;
		({ decimals } = balance);
		found = { codes, place: held?.place ?? null };
		reads = balance.reads.filter(({ address }) => address !== account);
		proof =
			held === null
				? computedProof(balance)
				: slotProof(held.slot, account, held.place, "slot");
		trouble = null;
		isNone = false;
		readMs = clock.ticksMs();
	};

	const read = async (
		served: Served | null,
		signal: AbortSignal,
	): Promise<void> => {
		if (served === null)
			throw new Fault(
				"vm-unsupported",
				"of the block its state alone is proved",
			);
		const over = servedState(state, served, reads);
		if (found === null) return take(await ask(over, signal));
		const balance = await readBalance(over, address, account, found, signal);
		// Other code may call itself otherwise, and what counts otherwise is another thing than was accepted or is kept.
		const isSame =
			balance.codes === found.codes && balance.decimals === decimals;
		take(isSame ? balance : await ask(over, signal));
	};

	/**
	 * Where no call can be run: what stands in the place that the network file names, if something does. A zero is no
	 * answer: every wrong place has one.
	 */
	const takeNamed = ({ reads: all }: Reading): void => {
		const mine = all.find((one) => one.account.value.address === address);
		if (mine?.account.value.codeHash === emptyCodeHash)
			throw new Fault("token-no-code", address);
		const key = token.place === null ? null : placeKey(account, token.place);
		const slot = mine?.slots.find(({ value }) => value.key === key);
		if (token.by !== "file" || token.place === null || slot === undefined)
			throw new Fault("vm-unsupported", `chain ${chainId}`);
		proof =
			slot.value.word === 0n
				? null
				: slotProof(slot, account, token.place, "named");
		isNone = proof === null;
		trouble = isNone
			? "The place that the network file names holds nothing for you. Whether that is your balance cannot be checked on this chain."
			: null;
	};

	const fail = (thrown: unknown): void => {
		const { code } = asFault(thrown);
		trouble = troubleWords(thrown);
		if (code === "token-no-code" || code === "not-a-token") {
			proof = null;
			found = null;
			isNone = true;
		}
	};

	return {
		wanted: () =>
			rests() ? [] : guess().map((one) => ({ ...one, code: true })),
		refresh: async (served, reading, signal) => {
			if (rests()) return;
			try {
				await inTime(
					clock,
					mostMs,
					`token ${address}`,
					(stop) => read(served, stop),
					signal,
				);
			} catch (thrown) {
				if (asFault(thrown).code !== "vm-unsupported") return fail(thrown);
				try {
					takeNamed(reading);
				} catch (again) {
					fail(again);
					proof = null;
				}
			}
		},
		symbol: () => (isAsked ? symbol : shortHex(address)),
		decimals: () => decimals,
		proof: () => proof,
		note: () => trouble ?? (proof === null ? "Not proved yet." : null),
		isNone: () => isNone,
		fail,
		drop: () => {
			isNone = false;
			if (proof === null || proof.at.grade.finality === "final") return;
			proof = null;
			trouble =
				"A reorg replaced the block it was proved at. Not proved anew yet.";
		},
	};
};

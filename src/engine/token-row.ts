// One token's balance on screen: what its contract answers at each block that is read, never what somebody typed. A token that
// was not asked yet is asked first, and one that does not answer has no number.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { shortHex } from "../base/units.ts";
import {
	type BalancePlace,
	placeKey,
	placeWords,
} from "../evidence/balance-place.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import type { ProvedState } from "../evm/prove.ts";
import type { Message } from "../protocol/message.ts";
import type { BalanceView } from "../protocol/views.ts";
import { tokenEvidence } from "../receipt/balance.ts";
import type { ProofRequest } from "../source/execution.ts";
import type { Clock } from "../source/ports.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { WantedAccount } from "../state/capture.ts";
import { isSlotRule } from "../state/premises.ts";
import type { Slot } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { AnyVerified, Verified } from "../trust/verified.ts";
import { balanceMessage } from "./balance-codes.ts";
import { inTime } from "./in-time.ts";
import type { Reading } from "./reader.ts";
import { type ServedReads, servedState } from "./served.ts";
import type { Token } from "./settings.ts";
import {
	type BalanceLocation,
	readBalance,
	readToken,
	type TokenBalance,
	type TokenFacts,
} from "./token-read.ts";
import { traceMessage } from "./trace-codes.ts";
import type { Beside } from "./trace-store.ts";
import { troubleMessage } from "./trouble.ts";

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
	readonly wanted: () => readonly WantedAccount[];
	/** Reads it anew, out of what was read of its wishes where that is enough. Throws nothing. */
	readonly refresh: (
		served: ServedReads | null,
		reading: Reading,
		signal?: AbortSignal,
	) => Promise<void>;
	readonly symbol: () => string;
	readonly decimals: () => number;
	readonly proof: () => Proof | null;
	readonly note: () => Message | null;
	/** It was read and has no number: what it had before holds no more. */
	readonly isNone: () => boolean;
	/** Could not be read at all. */
	readonly fail: (thrown: unknown) => void;
	/** A reorg took the block away. */
	readonly drop: () => void;
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
				? traceMessage("token.place.slot", { place: placeWords(place) })
				: traceMessage("token.place.named", { place: placeWords(place) }),
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
				.filter(({ rule }) => isSlotRule(rule) || rule === "code")
				.slice(0, 64),
		),
	beside: {
		says: traceMessage("token.computed"),
		noFile: "the token's contract computes this balance",
	},
});

class BalanceRow implements TokenRow {
	readonly #token: Token;
	readonly #account: Hex;
	readonly #tools: TokenTools;
	#symbol: string;
	#decimals: number;
	/** Its symbol is what its contract, or the file that the person accepted, says. */
	#isAsked: boolean;
	/** Under which code it was asked; null: it has to be, this time. */
	#found: BalanceLocation | null;
	#reads: readonly ProofRequest[] = [];
	#proof: Proof | null = null;
	#trouble: Message | null;
	#readMs: number | null = null;
	#isNone = false;

	constructor(token: Token, account: Hex, tools: TokenTools) {
		this.#token = token;
		this.#account = account;
		this.#tools = tools;
		this.#symbol = this.#token.symbol;
		this.#decimals = this.#token.decimals;
		this.#isAsked = this.#token.by !== "person";
		this.#found = this.#token.found;
		this.#trouble = this.#isAsked
			? null
			: balanceMessage("balance.token.checking");
	}

	#guess(): readonly ProofRequest[] {
		return this.#reads.length > 0
			? this.#reads
			: [
					{
						address: this.#token.address,
						slots:
							this.#token.place === null
								? []
								: [placeKey(this.#account, this.#token.place)],
					},
				];
	}

	#rests(): boolean {
		const size = this.#reads.reduce(
			(sum, { slots }) => sum + 1 + slots.length,
			0,
		);
		return (
			size > fewProofs &&
			this.#readMs !== null &&
			this.#tools.clock.ticksMs() - this.#readMs < restMs
		);
	}

	/** Asks the contract what it is. @throws token-no-code, not-a-token, and what calls throw */
	async #ask(over: ProvedState, signal: AbortSignal): Promise<TokenBalance> {
		const facts = await readToken(
			over,
			this.#token.address,
			this.#account,
			signal,
		);
		if (this.#token.by === "file" && facts.decimals !== this.#token.decimals)
			throw new Fault(
				"not-a-token",
				`the network file says ${this.#token.decimals} decimals, its contract ${facts.decimals}`,
			);
		// the file's symbol is what the person accepted
		if (this.#token.by !== "file") this.#symbol = facts.symbol;
		this.#isAsked = true;
		this.#tools.asked(this.#token, facts);
		return facts.balance;
	}

	#take(balance: TokenBalance): void {
		const { held, codes } = balance;
		this.#decimals = balance.decimals;
		this.#found = { codes, place: held?.place ?? null };
		this.#reads = balance.reads.filter(
			({ address }) => address !== this.#account,
		);
		this.#proof =
			held === null
				? computedProof(balance)
				: slotProof(held.slot, this.#account, held.place, "slot");
		this.#trouble = null;
		this.#isNone = false;
		this.#readMs = this.#tools.clock.ticksMs();
	}

	async #read(served: ServedReads | null, signal: AbortSignal): Promise<void> {
		if (served === null)
			throw new Fault(
				"vm-unsupported",
				"of the block its state alone is proved",
			);
		const over = servedState(this.#tools.state, served, this.#reads);
		if (this.#found === null) return this.#take(await this.#ask(over, signal));
		const balance = await readBalance(
			over,
			this.#token.address,
			this.#account,
			this.#found,
			signal,
		);
		// Other code may call itself otherwise, and what counts otherwise is another thing than was accepted or is kept.
		const isSame =
			balance.codes === this.#found.codes &&
			balance.decimals === this.#decimals;
		this.#take(isSame ? balance : await this.#ask(over, signal));
	}

	/**
	 * Where no call can be run: what stands in the place that the network file names, if something does. A zero is no
	 * answer: every wrong place has one.
	 */
	#takeNamed({ reads: all }: Reading): void {
		const mine = all.find(
			(one) => one.account.value.address === this.#token.address,
		);
		if (mine?.account.value.codeHash === emptyCodeHash)
			throw new Fault("token-no-code", this.#token.address);
		const key =
			this.#token.place === null
				? null
				: placeKey(this.#account, this.#token.place);
		const slot = mine?.slots.find(({ value }) => value.key === key);
		if (
			this.#token.by !== "file" ||
			this.#token.place === null ||
			slot === undefined
		)
			throw new Fault("vm-unsupported", `chain ${this.#token.chainId}`);
		this.#proof =
			slot.value.word === 0n
				? null
				: slotProof(slot, this.#account, this.#token.place, "named");
		this.#isNone = this.#proof === null;
		this.#trouble = this.#isNone
			? balanceMessage("balance.token.unchecked")
			: null;
	}

	readonly fail: TokenRow["fail"] = (thrown: unknown): void => {
		const { code } = asFault(thrown);
		this.#trouble = troubleMessage(thrown);
		if (code === "token-no-code" || code === "not-a-token") {
			this.#proof = null;
			this.#found = null;
			this.#isNone = true;
		}
	};

	readonly wanted: TokenRow["wanted"] = () =>
		this.#rests() ? [] : this.#guess().map((one) => ({ ...one, code: true }));

	readonly refresh: TokenRow["refresh"] = async (served, reading, signal) => {
		if (this.#rests()) return;
		try {
			await inTime(
				this.#tools.clock,
				mostMs,
				`token ${this.#token.address}`,
				(stop) => this.#read(served, stop),
				signal,
			);
		} catch (thrown) {
			if (asFault(thrown).code !== "vm-unsupported") return this.fail(thrown);
			try {
				this.#takeNamed(reading);
			} catch (again) {
				this.fail(again);
				this.#proof = null;
			}
		}
	};

	readonly symbol: TokenRow["symbol"] = () =>
		this.#isAsked ? this.#symbol : shortHex(this.#token.address);

	readonly decimals: TokenRow["decimals"] = () => this.#decimals;

	readonly proof: TokenRow["proof"] = () => this.#proof;

	readonly note: TokenRow["note"] = () =>
		this.#trouble ??
		(this.#proof === null ? balanceMessage("balance.not-yet") : null);

	readonly isNone: TokenRow["isNone"] = () => this.#isNone;

	readonly drop: TokenRow["drop"] = () => {
		this.#isNone = false;
		if (this.#proof === null || this.#proof.at.grade.finality === "final")
			return;
		this.#proof = null;
		this.#trouble = balanceMessage("balance.reorg");
	};
}

export const openTokenRow = (
	token: Token,
	account: Hex,
	tools: TokenTools,
): TokenRow => new BalanceRow(token, account, tools);

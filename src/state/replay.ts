// The rules of this room, run again from premises and witness: how evidence that was stored or sent is checked. What
// comes out was concluded here and now, by the same functions as the first time.

import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import type { Head } from "../l1/values.ts";
import { type AnyVerified, premiseBy, type Rule } from "../trust/verified.ts";
import { proveAccount } from "./account.ts";
import { receiptAt, transactionAt } from "./block.ts";
import {
	headerOfHead,
	parentHeader,
	premiseHeader,
	premiseState,
} from "./header.ts";
import { historyHeader } from "./history.ts";
import { premiseAccount } from "./premises.ts";
import { safeOfPremises } from "./safe.ts";
import { proveCode, proveSlot } from "./slot.ts";
import type { Account, MinedTransaction, Slot } from "./values.ts";

export type StateReplay = (
	premises: readonly AnyVerified[],
	witness: unknown,
) => Promise<AnyVerified>;

const proof = d.list(d.hexUpTo(16_000_000), 140);
const header = d.hexUpTo(65_536);

const step =
	<T>(
		decode: Decode<T>,
		run: (premises: readonly AnyVerified[], witness: T) => AnyVerified,
	): StateReplay =>
	async (premises, witness) =>
		run(premises, decode(witness, "witness"));

const stateRules = [
	"el-header",
	"el-parent",
	"el-history",
	"mpt-account",
	"mpt-slot",
	"code",
	"safe",
	"transaction",
	"receipt",
] as const satisfies readonly Rule[];

/**
 * Each rule of this room. @throws the fault of the check that fails, evidence-step for a premise of another rule,
 * bad-field for a witness of the wrong shape
 */
export const replayState: {
	readonly [rule in (typeof stateRules)[number]]: StateReplay;
} = {
	"el-header": step(d.record({ rlp: d.nullable(header) }), ([head], { rlp }) =>
		headerOfHead(premiseBy<Head>(head, "lc-head"), rlp),
	),
	"el-parent": step(d.record({ rlp: header }), ([child], { rlp }) =>
		parentHeader(premiseHeader(child), rlp),
	),
	"el-history": step(d.record({ rlp: header }), ([slot], { rlp }) =>
		historyHeader(premiseBy<Slot>(slot, "mpt-slot"), rlp),
	),
	"mpt-account": step(
		d.record({ address: d.address, proof }),
		([basis], witness) =>
			proveAccount(premiseState(basis), witness.address, {
				accountProof: witness.proof,
			}),
	),
	"mpt-slot": step(d.record({ key: d.hash, proof }), ([account], witness) =>
		proveSlot(premiseBy<Account>(account, "mpt-account"), witness),
	),
	code: step(
		d.record({ bytes: d.hexUpTo(1_048_576) }),
		([account], { bytes }) => proveCode(premiseAccount(account), bytes),
	),
	safe: step(
		d.record({ approving: d.optional(d.hash) }),
		(premises, { approving = null }) => safeOfPremises(premises, approving),
	),
	transaction: step(
		d.record({ index: d.int(0, 1_000_000), proof }),
		([block], witness) => transactionAt(premiseHeader(block), witness),
	),
	receipt: step(d.record({ proof }), ([block, transaction], witness) =>
		receiptAt(
			premiseHeader(block),
			premiseBy<MinedTransaction>(transaction, "transaction"),
			witness.proof,
		),
	),
};

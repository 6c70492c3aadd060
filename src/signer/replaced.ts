// What an order takes the place of, as the signer read it: one's own transactions that will then never be carried out.

import type { Hex } from "../base/bytes.ts";
import { createdAddress } from "../evidence/foreign-transaction.ts";
import type { L1Order } from "../evidence/l1-order.ts";
import { decodeSigned, type Transaction } from "../evidence/transaction.ts";
import type { ApprovalView } from "../protocol/views.ts";

/** What it is for: who is paid or called, what it creates, or whose code the account would run. */
const placeOf = (
	from: Hex,
	{ to, nonce, authorizations = [] }: Transaction,
): Hex =>
	authorizations[0]?.address ?? to ?? createdAddress(from, BigInt(nonce));

/** Nothing where it takes none's place. */
export const replacedBy = ({
	outstanding,
	replaces = [],
}: L1Order): Pick<ApprovalView, "replaces"> => {
	const found = outstanding
		.map(decodeSigned)
		.flatMap(({ hash, from, transaction }) =>
			replaces.includes(hash)
				? [
						{
							hash,
							to: placeOf(from, transaction),
							valueWei: transaction.valueWei.toString(),
						},
					]
				: [],
		);
	return found.length === 0 ? {} : { replaces: found };
};

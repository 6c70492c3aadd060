// What an order takes the place of, as the signer read it: one's own transactions that will then never be carried out.

import type { L1Order } from "../evidence/l1-order.ts";
import { decodeSigned } from "../evidence/transaction.ts";
import type { ApprovalView } from "../protocol/views.ts";

/** Nothing where it takes none's place. */
export const replacedBy = ({
	outstanding,
	replaces = [],
}: L1Order): Pick<ApprovalView, "replaces"> => {
	const found = outstanding
		.map(decodeSigned)
		.flatMap(({ hash, transaction }) =>
			replaces.includes(hash)
				? [
						{
							hash,
							to: transaction.to,
							valueWei: transaction.valueWei.toString(),
						},
					]
				: [],
		);
	return found.length === 0 ? {} : { replaces: found };
};

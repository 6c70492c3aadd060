// What a yes is to: the order and all that was shown of it, named by one hash. Pure.

import type { Hex } from "../base/bytes.ts";
import { hashOf, json } from "../evidence/canonical.ts";
import type { ApprovalView } from "../protocol/views.ts";

/**
 * The name of what is shown. All of it is in, also what is added to the view later, but what only says how fresh the proofs
 * are: when they were made and from which root, block and batch, and the balance there. Those change with every head while
 * the order means the same, and the signing rule holds the order to them anew at the signature: young enough, and the balance
 * covers the most that leaves, which is in. Grades are in: a weaker one is another thing to say yes to.
 */
export const shownHash = (approval: Omit<ApprovalView, "shown">): Hex => {
	const {
		balanceWei: _balance,
		checkpoint: _checkpoint,
		headSlot: _slot,
		asOfS: _time,
		steps: _steps,
		rests,
		rollup,
		...meaning
	} = approval;
	return hashOf(
		json(
			{
				...meaning,
				rests: rests.map(({ what, grade: { asOfS: _age, ...grade } }) => ({
					what,
					grade,
				})),
				rollup: rollup === null ? null : withoutBatch(rollup),
			},
			"approval",
		),
	);
};

const withoutBatch = ({
	batch: _batch,
	...meaning
}: NonNullable<ApprovalView["rollup"]>) => meaning;

// The forced transaction of a journey: as it is signed, and where it stands on L1, by proof.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitRequest } from "../../../exit/module.ts";
import { forcedCall } from "../checks/force.ts";
import { wayOutOf } from "../checks/payee.ts";
import type { OpForce } from "../checks/step.ts";
import type { OpExitContext } from "./context.ts";
import { depositHash, depositLog } from "./deposit.ts";
import { reasonOf } from "./propose.ts";
import type { ForcedDeposit, OpState } from "./state.ts";

/** The forced step of a journey, as it was or will be signed. */
export const forceStep = (
	{ l1Gas }: Pick<OpState, "l1Gas">,
	{ token, amount }: ExitRequest,
): OpForce => ({ kind: "op-force", token, amount: amount ?? 0n, l1Gas });

/**
 * Where the forced transaction stands on L1, by proof; null while it stands nowhere. Of one that is over, or was so when its journey
 * came in a file, no receipt can be had any more: then what was known of it stays, as a claim.
 */
export const findForced = async (
	state: OpState,
	asked: ExitRequest,
	{ profile, l1, order }: OpExitContext,
): Promise<ForcedDeposit | null> => {
	if (state.forced?.isFinal) return state.forced;
	const { account } = asked;
	const portal = wayOutOf(profile).portal.address;
	const call = forcedCall(profile, account, forceStep(state, asked));
	const hashes = new Set<Hex>();
	const made = order("force")?.hash;
	if (made) hashes.add(made);
	if (state.forced !== null) hashes.add(state.forced.tx);
	for (const tx of hashes) {
		const found = await l1.receipt(tx, "latest");
		if (found === null) continue;
		const { header, receipt, logsBefore } = found;
		const at = depositLog(receipt.value, portal, account, call);
		if (at === null) continue;
		const { blockHash, blockNumber: block, timestampS: timeS } = header.value;
		const l2Tx = depositHash(blockHash, logsBefore + at, account, call);
		const final = await l1
			.read([{ address: portal, slots: [] }], "final")
			.then(({ basis }) => basis.value.blockNumber)
			.catch((thrown: unknown) => {
				reasonOf(thrown);
				return 0;
			});
		return { tx, block, timeS, isFinal: block <= final, l2Tx };
	}
	const sent = order("force");
	const { forced } = state;
	if (forced === null || sent === null || sent.hash !== forced.tx) return null;
	const isOpen = sent.state === "signed" || sent.state === "sent";
	return sent.state === "over" || (isOpen && forced.isClaimed === true)
		? { ...forced, isFinal: false, isClaimed: true }
		: null;
};

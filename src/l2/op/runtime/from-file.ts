// What a journey out of an OP rollup takes over from a file, field by field. What it may cost to believe a field decides.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitRequest } from "../../../exit/module.ts";
import type { ExitStep } from "../../exit-step.ts";
import { isOfOp } from "../checks/step.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import type { Start } from "./start.ts";
import {
	firstState,
	type OpState,
	type WithdrawalRecord,
	withdrawalKept,
} from "./state.ts";

/** The gas that a journey can have drawn for its withdrawal: from so much on, and less than that more. */
export const l1GasLeast = (token: Hex | null): number =>
	token === null ? 60_000 : 200_000;
export const l1GasSpread = 65_536;

/**
 * The evidence stays, for it is checked against a root on L1 before each use and may be all that is left when the nodes are gone;
 * so does the place of the forced transaction, as a claim, if its signed order came along. All else is read or asked anew: what
 * nodes said, what was proposed on their word, what L1 held.
 * @throws bad-field for gas that no journey draws
 */
export const opFromFile = (
	start: Start,
	state: OpState,
	asked: ExitRequest,
	profile: AnyOpProfile,
	hasOrder: (stage: string) => Hex | null,
): OpState => {
	const { l1Gas, evidence, withdrawal } = state;
	const forced = start.forcedFromFile(state, asked, hasOrder);
	const isTied = (one: WithdrawalRecord): boolean =>
		start.isOurs(profile, state, asked, withdrawalKept(one));
	return {
		...firstState(l1Gas),
		forced,
		evidence:
			evidence !== null && isTied(evidence.withdrawal) ? evidence : null,
		withdrawal: withdrawal !== null && isTied(withdrawal) ? withdrawal : null,
	};
};

const kinds: { readonly [stage: string]: ExitStep["kind"] } = {
	force: "op-force",
	proposed: "op-propose",
	prove: "op-prove",
	claim: "op-resolve-claim",
	resolve: "op-resolve",
	finalize: "op-finalize",
	relay: "op-relay",
	"own-claim": "op-resolve-claim",
	"own-resolve": "op-resolve",
	bond: "op-bond",
};

/** The step of that stage: of its kind, and about this journey's withdrawal where it names one. */
export const isOpStep = (
	start: Start,
	stage: string,
	step: ExitStep,
	state: OpState,
	asked: ExitRequest,
	profile: AnyOpProfile,
): boolean => {
	if (!isOfOp(step) || step.kind !== kinds[stage]) return false;
	switch (step.kind) {
		case "op-force":
			return start.isForce(step, state, asked);
		case "op-prove":
		case "op-finalize":
		case "op-relay":
			return start.isOurs(profile, state, asked, step.withdrawal);
		default:
			return true;
	}
};

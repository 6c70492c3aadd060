// What an account does on L1 to leave an OP rollup whose games an AnchorStateRegistry judges: force a withdrawal, prove it, have its
// root's game closed, take what it brings. Pure. The calls are those of releases before: the portal takes the same proof for a root
// of this chain and for one out of a super root, and looks up this chain's own there itself.
// Source: op-contracts 6.0.0, 7.0.0 and 8.0.0-rc.1 (portal 5.2.0 and 5.6.1) and the portal 5.11.0, OptimismPortal2.sol
// (proveWithdrawalTransaction, finalizeWithdrawalTransactionExternalProof, depositTransaction); SuperFaultDisputeGame 0.8.0,
// rootClaimByChainId, resolveClaim, resolve. The portal 5.8.0 lies between two that agree; its own source is not had.

import type { Hex } from "../../../base/bytes.ts";
import type { OfKind } from "../../../base/decode.ts";
import { callOfStep, type ExitCall } from "../../exit-step.ts";
import { opMessage } from "./codes.ts";
import * as calls from "./exit.ts";
import { exitOf } from "./payee.ts";
import { isPermissioned, type OpRegistryProfile } from "./registry-profile.ts";
import type { OpRegistryStep } from "./step.ts";

// Nobody is led to propose a root: a super root is about chains that this wallet does not know, and a false one costs its bond. A
// payment that failed in the bridge is not relayed again: its messenger is no proxy whose code could be shown to the signer.

type CallOf<K extends OpRegistryStep["kind"]> = (
	profile: OpRegistryProfile,
	from: Hex,
	step: OfKind<OpRegistryStep, K>,
) => ExitCall;

/** What leaves the rollup is on neither side until a root covers it: who can post one is said before. */
const forceCall: CallOf<"op-force"> = (profile, from, step) => {
	const call = calls.forceCall(profile, from, step);
	const between = opMessage(
		isPermissioned(profile) ? "op.force.one-proposer" : "op.force.until-a-root",
	);
	return { ...call, says: [...call.says, between] };
};

const registryCalls: {
	readonly [K in OpRegistryStep["kind"]]: CallOf<K>;
} = {
	"op-force": forceCall,
	"op-prove": calls.proveCall,
	"op-resolve-claim": calls.resolveClaimCall,
	"op-resolve": calls.resolveCall,
	"op-finalize": calls.finalizeCall,
};

/**
 * The call of a step. What a withdrawal pays goes to `from`, read out of the withdrawal itself; what is asked of the rollup
 * names `from` and nobody else.
 * @throws exit-recipient; unverifiable-method when the profile names no way out; mpt-*, proof-value when a withdrawal's
 * proof does not hold under its output root; bad-field for what does not fit its word
 */
export const registryCall = (
	profile: OpRegistryProfile,
	from: Hex,
	step: OpRegistryStep,
): ExitCall => {
	// a profile that names no way out has no step either
	exitOf(profile);
	return callOfStep(registryCalls, step.kind, profile, from, step);
};

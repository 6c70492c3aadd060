// That nobody can leave Linea against its operator: what a person can do all the same, and what not.
// Source: LFDT-Lineth/lineth-monorepo@cb180134, contracts/src/rollup: forced transactions are stored by whoever has a role, an address
// filter may leave senders out, and a deadline that passes stops finalization (LineaRollupBase, ForcedTransactionGateway,
// LivenessRecovery: half a year). That the gateway has its role on mainnet is not known, so no way is offered by it.

import type { NoExitWords } from "../../kind.ts";
import { lineaMessage as say } from "./codes.ts";

export const lineaNoExit: NoExitWords = {
	says: say("linea.no-exit.says"),
	possible: [
		say("linea.no-exit.possible.claim"),
		say("linea.no-exit.possible.message"),
		say("linea.no-exit.possible.operator"),
		say("linea.no-exit.possible.calm"),
	],
	impossible: [
		say("linea.no-exit.impossible.force"),
		say("linea.no-exit.impossible.state"),
		say("linea.no-exit.impossible.upgrade"),
	],
};

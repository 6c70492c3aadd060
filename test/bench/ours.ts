// Our own kernels by backend, as contestants take them: opened from the built modules, one instance each.

import type { PairingCurve } from "../../src/crypto/pairing.ts";
import type { Place } from "./contest.ts";

/** BN254 by each of its backends. */
export const bn254Curves: readonly {
	readonly backend: string;
	/** @throws Absent */
	readonly open: (place: Place) => Promise<PairingCurve>;
}[] = [];

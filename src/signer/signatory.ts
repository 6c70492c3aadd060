// Who signs for an address: a key that is here, or a device that the person said has it.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { DeviceAccount } from "../protocol/accounts.ts";
import type { Keyring } from "./keyring.ts";
import type { OpenedVault } from "./keyring-parts.ts";
import type { SigningAccount } from "./phrase.ts";

export type Signatory =
	| { readonly kind: "own"; readonly account: SigningAccount }
	| DeviceAccount;

/**
 * @param what it is asked for, for the fault
 * @throws account-watch for one that is only watched, order-evidence for one that is not of this vault
 */
export const signatoryOf = (
	keyring: Pick<Keyring, "status">,
	now: OpenedVault,
	address: Hex,
	what: string,
): Signatory => {
	const account = now.unlock.accounts.find((one) => one.address === address);
	if (account !== undefined) return { kind: "own", account };
	const held = keyring.status().held.find((one) => one.address === address);
	if (held?.kind === "device") return held;
	if (held?.kind === "watch")
		throw new Fault("account-watch", `there is no key of ${address} here`);
	throw new Fault("order-evidence", `${what} is not of this vault`);
};

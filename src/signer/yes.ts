// What a yes to an order and a yes to a message have in common: it counts for what is held at that moment, by whoever signs for
// the account then, and is carried out here or on a device.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { DeviceAccount } from "../protocol/accounts.ts";
import type { DeviceRequest } from "../protocol/device.ts";
import type { HeldOffers } from "./held.ts";
import type { Keyring } from "./keyring.ts";
import type { OpenedVault } from "./keyring-parts.ts";
import type { SigningAccount } from "./phrase.ts";
import { type Signatory, signatoryOf } from "./signatory.ts";

/** How often it may be offered again while a yes to it is under way. */
const mostOffersAnew = 8;

const withdrawn = (id: string): Fault =>
	new Fault("order-unknown", `${id} was withdrawn meanwhile`);

/**
 * As it is held by now: it may be offered again, with newer evidence, while it is being checked.
 * @throws order-unknown, order-changed, and what `check` throws
 */
export const settled = async <O, C>(
	offers: Pick<HeldOffers<O>, "get">,
	id: string,
	check: (offer: O) => Promise<C>,
	isChecked: (offer: O) => boolean,
): Promise<{ readonly offer: O; readonly checked: C }> => {
	for (let i = 0; i < mostOffersAnew; i++) {
		const offer = offers.get(id);
		if (offer === undefined) throw withdrawn(id);
		const checked = await check(offer);
		if (offers.get(id) === offer && isChecked(offer)) return { offer, checked };
	}
	throw new Fault("order-changed", `${id} is offered again and again`);
};

/**
 * Who signs for the address at this moment, while the vault is open as it was and the offer is held as it was.
 * @throws locked, order-unknown, and as `signatoryOf`
 */
export const signatoryNow = <O extends { readonly id: string }>(
	offers: Pick<HeldOffers<O>, "get">,
	offer: O,
	keyring: Keyring,
	now: OpenedVault,
	address: Hex,
	what: string,
): Signatory => {
	if (keyring.opened() !== now)
		throw new Fault("locked", "it was locked meanwhile");
	const account = signatoryOf(keyring, now, address, what);
	if (offers.get(offer.id) !== offer) throw withdrawn(offer.id);
	return account;
};

/** The signature by whichever way the account has one. */
export type Ways<S> = {
	readonly here: (account: SigningAccount) => S;
	/** What a device made of it so far; undefined: nothing yet. */
	readonly byDevice: (
		account: DeviceAccount,
		given: Hex | undefined,
	) => S | DeviceRequest;
};

/**
 * The signature, or what the account's device is to be asked next.
 * @param given what a device made of it
 * @throws what the way throws; bad-params where a signature comes unasked
 */
export const signBy = <S>(
	account: Signatory,
	given: Hex | undefined,
	{ here, byDevice }: Ways<S>,
): S | DeviceRequest => {
	if (account.kind === "device") return byDevice(account, given);
	if (given !== undefined)
		throw new Fault("bad-params", "a signature of an account with a key here");
	return here(account.account);
};

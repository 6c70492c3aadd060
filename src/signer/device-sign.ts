// Signing where the key is on a device: what is given out to be signed there, and what comes back. Both rest on the same rule as a
// signature made here, asked again each time; nothing is kept between the two, so whichever realm dies meanwhile, the same yes leads
// to the same bytes. What comes back is held against them and against the account, whoever brought it.

import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { type EcdsaSignature, recoverAddress } from "../crypto/secp256k1.ts";
import {
	authorizationHash,
	joinSignature,
	signingBytes,
	signingHash,
	type Transaction,
} from "../evidence/transaction.ts";
import { transactionOf } from "../evidence/transfer.ts";
import { safeTyped } from "../message/known/safe.ts";
import { decodeTypedText } from "../message/read.ts";
import type { MessageRequest } from "../message/request.ts";
import { domainSeparator, messageHash } from "../message/typed-data.ts";
import type { DeviceAccount } from "../protocol/accounts.ts";
import {
	type DeviceAsked,
	type DeviceRequest,
	mostUnsignedBytes,
	type TypedAsked,
} from "../protocol/device.ts";
import { mostTypedChars } from "../protocol/message-views.ts";
import { checkMessage, type MessageReading } from "../receipt/message-rule.ts";
import { rollupsOf } from "../receipt/networks.ts";
import type { AnyL1Order } from "../receipt/orders.ts";
import type { CheckedMessage } from "./message-offers.ts";
import type { CheckedOffer, OfferContext, OwnSignature } from "./offers.ts";
import {
	callToSign,
	delegationToSign,
	exitToSign,
	rollupToSign,
	transferToSign,
} from "./sign.ts";

/** @throws every refusal of its rule for "sign"; device-unfit for what no device signs */
const allowed = (
	checked: CheckedOffer,
	{ files, nowMs }: OfferContext,
): AnyL1Order => {
	switch (checked.kind) {
		case "l1":
			return transferToSign(checked.transfer, checked.facts, nowMs);
		case "call":
			return callToSign(checked.transfer, checked.facts, nowMs);
		case "exit":
			return exitToSign(rollupsOf(files))(
				checked.transfer,
				checked.facts,
				nowMs,
			);
		case "delegation":
			return delegationToSign(checked.transfer, checked.facts, nowMs);
		case "rollup":
			return rollupToSign(checked.transfer, checked.facts, nowMs);
		case "layer":
			throw new Fault(
				"device-unfit",
				"keys of that layer are none of a device",
			);
	}
};

/** @throws as `allowed`; order-evidence for another account */
const orderToSign = (
	checked: CheckedOffer,
	{ address }: DeviceAccount,
	context: OfferContext,
): AnyL1Order => {
	const order = allowed(checked, context);
	if (order.from !== address)
		throw new Fault("order-evidence", `${address} is not the sender`);
	return order;
};

const requestTo = (
	{ address, way, path, fingerprint }: DeviceAccount,
	asked: DeviceAsked,
): DeviceRequest => ({ address, way, path, fingerprint, asked });

/** r, s, and 27 or 28; another spelling of it is none. @throws device-signature */
const readSignature = (signature: Hex): EcdsaSignature => {
	const bytes = fromHex(signature, 65);
	const v = bytes[64];
	if (v !== 27 && v !== 28)
		throw new Fault("device-signature", `its last byte is ${v}`);
	return {
		r: bigFromBytes(bytes.subarray(0, 32)),
		s: bigFromBytes(bytes.subarray(32, 64)),
		yParity: v === 27 ? 0 : 1,
	};
};

/** That account's, over that hash, with s in the lower half. @throws device-signature */
const checkSignature = (
	hash: Uint8Array,
	given: Hex,
	address: Hex,
): EcdsaSignature => {
	const signature = readSignature(given);
	const from = recoverAddress(hash, signature);
	if (from !== address)
		throw new Fault(
			"device-signature",
			from === null ? "it is no signature" : `it is one of ${from}`,
		);
	return signature;
};

/** The bytes of one signature each. @throws bad-params for more or fewer */
const signaturesIn = (given: Hex | undefined, most: 1 | 2): readonly Hex[] => {
	const all = given === undefined ? new Uint8Array() : fromHex(given);
	const count = all.length / 65;
	if (count > most)
		throw new Fault("bad-params", `${count} signatures, ${most} are wanted`);
	return Array.from({ length: count }, (_, i) =>
		toHex(all.subarray(65 * i, 65 * (i + 1))),
	);
};

/**
 * The order with what a device made of it, or what it is to sign next: a delegation is signed twice, the account's word first and
 * then the transaction that takes it along.
 * @throws as `orderToSign`; device-delegation where no device of that way can; bad-params for a signature that nobody asked for;
 * device-signature for any other than this account's over exactly these bytes
 */
export const orderByDevice = (
	checked: CheckedOffer,
	account: DeviceAccount,
	given: Hex | undefined,
	context: OfferContext,
): OwnSignature | DeviceRequest => {
	const order = orderToSign(checked, account, context);
	const { authorizations: [own] = [], ...bare } = transactionOf(order);
	const signatures = [...signaturesIn(given, own === undefined ? 1 : 2)];
	let transaction: Transaction = bare;
	if (own !== undefined) {
		if (account.way === "qr")
			throw new Fault("device-delegation", "no code of it carries one");
		const { chainId, address: delegate, nonce } = own;
		const first = signatures.shift();
		if (first === undefined)
			return requestTo(account, {
				...{ kind: "authorization", delegate },
				...{ chainId: Number(chainId), nonce: Number(nonce) },
			});
		const hash = authorizationHash(own);
		const { r, s, yParity } = checkSignature(hash, first, account.address);
		const authorization = { ...own, r, s, yParity: BigInt(yParity) };
		transaction = { ...bare, authorizations: [authorization] };
	}
	const last = signatures.shift();
	if (last === undefined) {
		const bytes = signingBytes(transaction);
		if (bytes.length > mostUnsignedBytes)
			throw new Fault("device-unfit", `${bytes.length} bytes to sign`);
		return requestTo(account, {
			...{ kind: "transaction", chainId: order.chainId },
			bytes: toHex(bytes),
		});
	}
	const hash = signingHash(transaction);
	const { raw, hash: made } = joinSignature(
		transaction,
		checkSignature(hash, last, account.address),
	);
	const { from, chainId, nonce } = order;
	return { raw, hash: made, from, chainId, nonce };
};

/** @throws every refusal of `checkMessage` for "sign"; order-evidence for another account */
const messageToSign = (
	{ signed, facts }: CheckedMessage,
	account: DeviceAccount,
	{ files, nowMs }: OfferContext,
): MessageReading => {
	if (account.address !== signed.account)
		throw new Fault("order-evidence", `${account.address} was not asked`);
	return checkMessage(signed, facts, files, nowMs, "sign");
};

/** As it was read: what a site wrote beside it, and nobody hashes, no device may show as a part of it. @throws bad-params, too-large */
export const typedAsked = (source: string): TypedAsked => {
	const read = decodeTypedText(source);
	const { types, primaryType, domain, message } = read;
	const data = JSON.stringify({ types, primaryType, domain, message });
	if (data.length > mostTypedChars)
		throw new Fault("device-unfit", `${data.length} characters to show`);
	return {
		kind: "typed",
		data,
		domainHash: toHex(domainSeparator(read)),
		messageHash: toHex(messageHash(read)),
	};
};

const askedOf = (
	{ what, chainId }: MessageRequest,
	{ bytes }: MessageReading,
): DeviceAsked => {
	switch (what.kind) {
		case "text":
			// as it was read: a site may write its bytes in several ways
			return { kind: "text", bytes: bytes ?? what.bytes };
		case "typed":
			return typedAsked(what.data);
		case "safe":
			return typedAsked(safeTyped(chainId, what));
	}
};

/**
 * The signature that a device made of a message, or what it is to sign where there is none yet.
 * @throws as `messageToSign`; device-signature for any other than this account's over exactly this
 */
export const messageByDevice = (
	checked: CheckedMessage,
	account: DeviceAccount,
	given: Hex | undefined,
	context: OfferContext,
): Hex | DeviceRequest => {
	const reading = messageToSign(checked, account, context);
	if (given === undefined)
		return requestTo(account, askedOf(checked.signed, reading));
	checkSignature(fromHex(reading.digest), given, account.address);
	return toHex(fromHex(given));
};

// Signing where the key is on a device: what is given out to be signed there, and what comes back. Both rest on the same rule as a
// signature made here, asked again each time; nothing is kept between the two, so whichever realm dies meanwhile, the same yes leads
// to the same bytes. What comes back is held against them and against the account, whoever brought it.

import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { type EcdsaSignature, recoverAddress } from "../crypto/secp256k1.ts";
import {
	joinSignature,
	signingBytes,
	signingHash,
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
} from "../protocol/device.ts";
import { checkMessage, type MessageReading } from "../receipt/message-rule.ts";
import { rollupsOf } from "../receipt/networks.ts";
import type { AnyL1Order } from "../receipt/orders.ts";
import type { CheckedMessage } from "./message-offers.ts";
import type { CheckedOffer, OfferContext, OwnSignature } from "./offers.ts";
import { callToSign, exitToSign, transferToSign } from "./sign.ts";

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
			throw new Fault("device-unfit", "a delegation");
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

/** What the device is to sign of an order that may be signed now. @throws as `orderToSign` */
export const orderForDevice = (
	checked: CheckedOffer,
	account: DeviceAccount,
	context: OfferContext,
): DeviceRequest => {
	const order = orderToSign(checked, account, context);
	const bytes = signingBytes(transactionOf(order));
	if (bytes.length > mostUnsignedBytes)
		throw new Fault("device-unfit", `${bytes.length} bytes to sign`);
	return requestTo(account, {
		kind: "transaction",
		bytes: toHex(bytes),
		chainId: order.chainId,
	});
};

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

/**
 * The order with the signature that a device made of it.
 * @throws as `orderForDevice`; device-signature for any other signature than this account's over exactly these bytes
 */
export const orderByDevice = (
	checked: CheckedOffer,
	account: DeviceAccount,
	given: Hex,
	context: OfferContext,
): OwnSignature => {
	const order = orderToSign(checked, account, context);
	const transaction = transactionOf(order);
	const hash = signingHash(transaction);
	const { raw, hash: made } = joinSignature(
		transaction,
		checkSignature(hash, given, account.address),
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

const askedOf = (
	{ what, chainId }: MessageRequest,
	{ bytes }: MessageReading,
): DeviceAsked => {
	if (what.kind === "text")
		// as it was read: a site may write its bytes in several ways
		return { kind: "text", bytes: bytes ?? what.bytes };
	const text = what.kind === "safe" ? safeTyped(chainId, what) : what.data;
	const data = decodeTypedText(text);
	return {
		kind: "typed",
		data: text,
		domainHash: toHex(domainSeparator(data)),
		messageHash: toHex(messageHash(data)),
	};
};

/** What the device is to sign of a message that may be signed now. @throws as `messageToSign` */
export const messageForDevice = (
	checked: CheckedMessage,
	account: DeviceAccount,
	context: OfferContext,
): DeviceRequest => {
	const reading = messageToSign(checked, account, context);
	return requestTo(account, askedOf(checked.signed, reading));
};

/** The signature that a device made of a message. @throws as `messageForDevice`; device-signature for any other */
export const messageByDevice = (
	checked: CheckedMessage,
	account: DeviceAccount,
	given: Hex,
	context: OfferContext,
): Hex => {
	const { digest } = messageToSign(checked, account, context);
	checkSignature(fromHex(digest), given, account.address);
	return toHex(fromHex(given));
};

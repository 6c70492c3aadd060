// A vault with an account whose key is on a device, and the device: ethers makes its signatures, of what ethers itself reads out of
// the bytes.

import { ethers } from "ethers";
import type { Hex } from "../../src/base/bytes.ts";
import type { DeviceRequest } from "../../src/protocol/device.ts";
import type { Order } from "../../src/wallet/order.ts";
import {
	type ComposedOf,
	composeFrom,
	type Left,
	openVaultWith,
} from "./small-bench.ts";

export {
	kernel,
	newBench,
	password,
	phrase,
	start,
	startedAgain,
} from "./small-bench.ts";

export const hexOf = (text: string): Hex => `0x${text.slice(2).toLowerCase()}`;

/** The keys of a device, by path. */
const onDevice = ethers.HDNodeWallet.fromPhrase(
	"legal winner thank year wave sausage worth useful legal winner thank yellow",
	"",
	"m",
);
const derived = new Map<string, ethers.SigningKey>();
export const keyAt = (path: string): ethers.SigningKey => {
	const key =
		derived.get(path) ?? onDevice.derivePath(path.slice(2)).signingKey;
	derived.set(path, key);
	return key;
};
export const addressAt = (path: string): Hex =>
	hexOf(ethers.computeAddress(keyAt(path).publicKey));

export const path = "m/44'/60'/0'/0/0";
export const mine: Hex = addressAt(path);
export const place = {
	address: mine,
	way: "ledger",
	path,
	fingerprint: "0x00000000",
} as const;

/** The hash that a device signs, by what it reads itself. */
export const hashOf = ({ asked }: DeviceRequest): string => {
	switch (asked.kind) {
		case "transaction": {
			const read = ethers.Transaction.from(asked.bytes);
			if (read.unsignedSerialized !== asked.bytes || read.isSigned())
				throw new Error("not the bytes of an unsigned transaction");
			return read.unsignedHash;
		}
		case "authorization": {
			const { chainId, delegate: address, nonce } = asked;
			return ethers.hashAuthorization({ chainId, address, nonce });
		}
		case "text":
			return ethers.hashMessage(ethers.getBytes(asked.bytes));
		case "typed": {
			const { types, domain, primaryType, message } = JSON.parse(asked.data);
			const { EIP712Domain: _, ...own } = types;
			const domainHash = ethers.TypedDataEncoder.hashDomain(domain);
			const messageHash = ethers.TypedDataEncoder.from(own).hashStruct(
				primaryType,
				message,
			);
			if (domainHash !== asked.domainHash || messageHash !== asked.messageHash)
				throw new Error("other hashes than those of the message");
			return ethers.TypedDataEncoder.hash(domain, own, message);
		}
	}
};

export const signedBy = (key: ethers.SigningKey, hash: string): Hex =>
	hexOf(key.sign(hash).serialized);

/** What the device answers. */
export const signOn = (request: DeviceRequest): Hex =>
	signedBy(keyAt(request.path), hashOf(request));

/** The same curve's other signature of the same: s in the upper half, and the parity that goes with it. */
export const malleated = (signature: Hex): Hex => {
	const order = BigInt(
		"0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
	);
	const s = order - BigInt(`0x${signature.slice(66, 130)}`);
	const v = signature.endsWith("1b") ? "1c" : "1b";
	return `0x${signature.slice(2, 66)}${s.toString(16).padStart(64, "0")}${v}`;
};

/** With that last byte. */
export const withLast = (signature: Hex, byte: number): Hex =>
	`0x${signature.slice(2, 130)}${byte.toString(16).padStart(2, "0")}`;

export const compose = (part: Partial<ComposedOf> = {}): Order =>
	composeFrom(mine, part);

/** What is left of a bench with the vault, unlocked. */
export const openVault = (): Promise<Left> =>
	openVaultWith(async (bench) => {
		await bench.screen("keys.addDevice", place);
	});

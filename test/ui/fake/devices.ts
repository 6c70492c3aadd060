// Scenes with an account whose key is on a device, and a Ledger behind the browser's WebHID: its answers are canned, for the signer of
// the scenes takes any.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import { concat, fromHex, type Hex, utf8 } from "../../../src/base/bytes.ts";
import type { Decoded } from "../../../src/base/decode.ts";
import { addressOf } from "../../../src/crypto/secp256k1.ts";
import { openAnswer, reportsOf } from "../../../src/device/frames.ts";
import type {
	DeviceAsked,
	DeviceRequest,
	DeviceWay,
} from "../../../src/protocol/device.ts";
import type { keyStatus } from "../../../src/protocol/methods.ts";
import { hash, me } from "./base.ts";

type Status = Decoded<typeof keyStatus>;

/** The scene with its first account on a device. */
export const onDevice = <S extends { readonly status: Status }>(
	scene: S,
	way: DeviceWay,
): S => ({
	...scene,
	status: {
		...scene.status,
		held: scene.status.held.map((one) =>
			one.address === me
				? {
						kind: "device",
						address: me,
						way,
						path: "m/44'/60'/0'/0/0",
						fingerprint: "0x12345678",
					}
				: one,
		),
	},
});

/** What a device is asked for an account; null where its key is here. */
export const askedOfDevice = (
	{ held }: Status,
	account: Hex,
	asked: DeviceAsked,
): DeviceRequest | null => {
	const found = held.find((one) => one.address === account);
	if (found?.kind !== "device") return null;
	const { kind: _, ...place } = found;
	return { ...place, asked };
};

export const askedOrder: DeviceAsked = {
	kind: "transaction",
	chainId: 1,
	bytes: `0x02${"c0".repeat(120)}`,
};
export const askedMessage = (isTyped: boolean): DeviceAsked =>
	isTyped
		? {
				kind: "typed",
				data: JSON.stringify({
					types: {
						EIP712Domain: [{ name: "name", type: "string" }],
						Note: [{ name: "text", type: "string" }],
					},
					primaryType: "Note",
					domain: { name: "Here" },
					message: { text: "x".repeat(500) },
				}),
				domainHash: hash(51),
				messageHash: hash(52),
			}
		: { kind: "text", bytes: "0x68656c6c6f" };

/** The public key of `me`, and of those after it such as are quickly made. */
const mine =
	"0x048318535b54105d4a7aae60c08fc45f9687181b4fdfc625bd1a753fa7397fed753547f11ca8696646f2f3acb08e31016afac23e630c5d11f59f61fef57b0d2aa5";
const keyOf = (number: number): readonly [Uint8Array, Hex] => {
	if (number === 0) return [fromHex(mine), me];
	const secret = new Uint8Array(32).fill(number + 1);
	return [secp256k1.getPublicKey(secret, false), addressOf(secret)];
};

const fine = "0x9000";
const named = (text: string): Uint8Array =>
	concat(Uint8Array.of(text.length), utf8(text));

/** What the Ledger of the scenes says; what stands in its way is set by the test. */
export const madeLedger = {
	/** Two bytes that it answers whatever it would sign with; "" while it signs. */
	refuses: "",
	/** The same for the fields of typed data. */
	refusesFields: "",
	/** A Flex. */
	productId: 0x7011,
};

const answerTo = (message: Uint8Array): Uint8Array => {
	const [cla, ins] = message;
	if (cla === 0xb0)
		return concat(
			Uint8Array.of(1),
			named("Ethereum"),
			named("1.13.0"),
			fromHex(fine),
		);
	if (ins === 0x02) {
		// the number of the account stands in the third place of the path
		const [key, address] = keyOf(message[17] ?? 0);
		return concat(
			Uint8Array.of(key.length),
			key,
			named(address.slice(2)),
			fromHex(fine),
		);
	}
	if (ins === 0x1a || ins === 0x1c)
		return fromHex(madeLedger.refusesFields || fine);
	return madeLedger.refuses === ""
		? concat(new Uint8Array(65).fill(1), fromHex(fine))
		: fromHex(madeLedger.refuses);
};

class MadeDevice extends EventTarget {
	readonly vendorId: number = 0x2c97;
	get productId(): number {
		return madeLedger.productId;
	}
	opened = false;
	#reader: ReturnType<typeof openAnswer> | null = null;
	async open(): Promise<void> {
		this.opened = true;
	}
	async close(): Promise<void> {
		this.opened = false;
	}
	async sendReport(_id: number, report: Uint8Array): Promise<void> {
		const channel = ((report[0] ?? 0) << 8) | (report[1] ?? 0);
		this.#reader ??= openAnswer(channel);
		const whole = this.#reader.take(report);
		if (whole === null) return;
		this.#reader = null;
		for (const one of reportsOf(channel, answerTo(whole)))
			this.dispatchEvent(
				Object.assign(new Event("inputreport"), {
					data: new DataView(new Uint8Array(one).buffer),
				}),
			);
	}
}

/** In the place of the browser's own. */
export const plugIn = (): void => {
	const device = new MadeDevice();
	Object.defineProperty(navigator, "hid", {
		configurable: true,
		value: Object.assign(new EventTarget(), {
			getDevices: async () => [device],
			requestDevice: async () => [device],
		}),
	});
};

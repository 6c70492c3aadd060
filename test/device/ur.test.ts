// The codes of QR signers beside those of the libraries that such signers are built with: bc-ur for parts and letters, Keystone's
// registry for requests, signatures and keys.

import { createRequire } from "node:module";
import { ethers } from "ethers";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import {
	decodeBytewords,
	encodeBytewords,
} from "../../src/device/bytewords.ts";
import {
	type Cbor,
	CborTag,
	decodeCbor,
	encodeCbor,
} from "../../src/device/cbor.ts";
import { keyIn, signatureIn, signRequest } from "../../src/device/eip4527.ts";
import { fragmentsOf } from "../../src/device/fountain.ts";
import { openUr, type UrMessage, urCodes } from "../../src/device/ur.ts";
import type { DeviceRequest } from "../../src/protocol/device.ts";
import { refusedWith } from "../refused.ts";
import {
	addressAt,
	hashOf,
	keyAt,
	mine,
	path,
} from "../signer/device-world.ts";

// Their modules for Node are the CommonJS ones.
const require = createRequire(import.meta.url);
const {
	UR,
	URDecoder,
	UREncoder,
}: typeof import("@ngraveio/bc-ur") = require("@ngraveio/bc-ur");
const {
	CryptoAccount,
	CryptoHDKey,
	CryptoKeypath,
	CryptoOutput,
	EthSignRequest,
	ETHSignature,
	PathComponent,
}: typeof import("@keystonehq/bc-ur-registry-eth") &
	typeof import("@keystonehq/bc-ur-registry") = {
	...require("@keystonehq/bc-ur-registry"),
	...require("@keystonehq/bc-ur-registry-eth"),
};

/** Bytes that repeat each time. */
const madeBytes = (length: number, seed = 1): Uint8Array => {
	let now = seed;
	return Uint8Array.from({ length }, () => {
		now = (now * 1_103_515_245 + 12_345) % 2 ** 31;
		return now >>> 16;
	});
};

describe("bytewords", () => {
	it("are those of the paper", () => {
		expect(
			encodeBytewords(
				fromHex("0xa20150c7098580125e2ab0981253468b2dbc5202d8641947da"),
			),
		).toBe("oeadgdstaslplabghydrpfmkbggufgludprfgmaotpiecffltnlpqdenos");
	});
	it.each(["", "ae", "aeaeaeaea", "zzaeaeaeaeae", "aeadaoaxaeae"])(
		"refuse %s",
		(text) => {
			expect(refusedWith(() => decodeBytewords(text))).toBe("device-answer");
		},
	);
	it("refuse each change of a letter", () => {
		const text = encodeBytewords(madeBytes(20));
		for (let i = 0; i < text.length; i++) {
			const letter = text[i] === "a" ? "b" : "a";
			const other = text.slice(0, i) + letter + text.slice(i + 1);
			expect(refusedWith(() => decodeBytewords(other))).toBe("device-answer");
		}
	});
});

describe("CBOR", () => {
	const made: Cbor = new Map<number, Cbor>([
		[1, new CborTag(37, madeBytes(16))],
		[2, [0, 23, 24, 255, 256, 65_535, 65_536, 0xffff_ffff, true, false]],
		[3, "Grüße"],
		[4, new Map<number, Cbor>([[7, []]])],
		[5, madeBytes(70_000)],
	]);
	it("reads what it writes", () => {
		expect(decodeCbor(encodeCbor(made))).toEqual(made);
	});
	it.each([
		["nothing", "0x"],
		["what is cut off", "0x4401020"],
		["something after its end", "0x0101"],
		["a list without a length", "0x9f01ff"],
		["bytes without a length", "0x5f4101ff"],
		["a number of 64 bits", "0x1b0000000000000001"],
		["a number below zero", "0x20"],
		["a fraction", "0xf93c00"],
		["nothing as a value", "0xf6"],
		["a text that is none", "0x61ff"],
		["a key that is a text", "0xa1616101"],
		["a key that stands there twice", "0xa201010102"],
		["a list that is longer than it has room for", "0x9a7fffffff"],
		["bytes that are longer than they are", "0x5a7fffffff"],
		["lists in lists in lists", `0x${"81".repeat(20)}01`],
		["more than it reads", `0x98ff${`84${"01".repeat(4)}`.repeat(255)}`],
	])("refuses %s", (_what, bytes) => {
		const even = bytes.length % 2 === 0 ? bytes : `${bytes}0`;
		expect(refusedWith(() => decodeCbor(fromHex(even)))).toBe("device-answer");
	});
});

const hdkey = "crypto-hdkey";

/** Theirs, as codes one after another. */
const theirCodes = (bytes: Uint8Array, size: number, type = hdkey) => {
	const encoder = new UREncoder(new UR(Buffer.from(bytes), type), size);
	return { next: (): string => encoder.nextPart() };
};

describe("codes", () => {
	it.each([1, 50, 200, 201, 999, 5_000, 20_000])(
		"of %i bytes are read by bc-ur",
		(length) => {
			const bytes = madeBytes(length);
			const decoder = new URDecoder();
			for (const code of urCodes({ type: "eth-sign-request", bytes }))
				decoder.receivePart(code.toLowerCase());
			expect(decoder.isSuccess()).toBe(true);
			expect(toHex(new Uint8Array(decoder.resultUR().cbor))).toBe(toHex(bytes));
			expect(decoder.resultUR().type).toBe("eth-sign-request");
		},
	);

	it.each([
		[40, 100],
		[400, 50],
		[3_000, 100],
		[10_000, 200],
	])(
		"of bc-ur with %i bytes are read, whichever of them are missed",
		(length, size) => {
			for (const every of [1, 2, 3]) {
				const bytes = madeBytes(length, every);
				const codes = theirCodes(bytes, size);
				const reader = openUr([hdkey]);
				let found: UrMessage | null = null;
				for (let i = 0; i < 2_000 && found === null; i++) {
					const code = codes.next();
					if (i % every === 0) found = reader.take(code).message;
				}
				expect(found?.type).toBe(hdkey);
				expect(toHex(found?.bytes ?? new Uint8Array())).toBe(toHex(bytes));
			}
		},
	);

	it("mix the parts that bc-ur mixes", () => {
		const { chooseFragments } = require("@ngraveio/bc-ur/dist/fountainUtils");
		for (const count of [2, 3, 9, 40])
			for (let number = 1; number < 60; number++)
				expect(fragmentsOf(number, count, 0xdeadbeef)).toEqual(
					chooseFragments(number, count, 0xdeadbeef),
				);
	});

	it("of another message begin anew", () => {
		const reader = openUr([hdkey]);
		const first = theirCodes(madeBytes(900, 1), 100);
		const second = theirCodes(madeBytes(900, 2), 100);
		for (let i = 0; i < 4; i++) reader.take(first.next());
		let found: UrMessage | null = null;
		for (let i = 0; i < 40 && found === null; i++)
			found = reader.take(second.next()).message;
		expect(found?.bytes).toEqual(madeBytes(900, 2));
	});

	it("of another kind are refused by their name", () => {
		const [code = ""] = urCodes({ type: "crypto-psbt", bytes: madeBytes(9) });
		expect(refusedWith(() => openUr([hdkey]).take(code))).toBe("qr-other");
	});

	const part = (fields: readonly Cbor[], place: string): string =>
		`ur:${hdkey}/${place}/${encodeBytewords(encodeCbor(fields))}`;
	const ten = madeBytes(10);
	it.each([
		["an address", "ethereum:0x70997970C51812dc3A010C7d01b50e0d17dc79C8"],
		["no letters", `ur:${hdkey}/`],
		["digits", `ur:${hdkey}/12`],
		["a code that is too long", `ur:${hdkey}/${"ae".repeat(3_000)}`],
		[
			"a part that is no list",
			`ur:${hdkey}/1-2/${encodeBytewords(encodeCbor(7))}`,
		],
		["a part of other fields", part([1, 2, 3], "1-2")],
		["a part with another number", part([2, 2, 20, 1, ten], "1-2")],
		["a part of another count", part([1, 3, 20, 1, ten], "1-2")],
		["part nought", part([0, 2, 20, 1, ten], "0-2")],
		["too many parts", part([1, 9_999, 20, 1, ten], "1-9999")],
		["too long a message", part([1, 200, 0xffff_ffff, 1, ten], "1-200")],
		["parts that are too short for it", part([1, 2, 21, 1, ten], "1-2")],
		["parts that are too long for it", part([1, 2, 10, 1, ten], "1-2")],
	])("that are %s are refused", (_what, code) => {
		expect(refusedWith(() => openUr([hdkey]).take(code))).toBe("device-answer");
	});

	it("whose whole has another checksum are refused, and read anew", () => {
		const reader = openUr([hdkey]);
		expect(
			refusedWith(() => reader.take(part([1, 1, 10, 1, ten], "1-1"))),
		).toBe("device-answer");
		const codes = theirCodes(ten, 100);
		expect(reader.take(codes.next()).message?.bytes).toEqual(ten);
	});
});

const uuid = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d";
const id = fromHex(`0x${uuid.replaceAll("-", "")}`);
const fingerprint: Hex = "0x12345678";
const requestOf = (asked: DeviceRequest["asked"]): DeviceRequest => ({
	...{ address: mine, way: "qr", path, fingerprint },
	asked,
});

describe("a request", () => {
	it.each<readonly [string, DeviceRequest["asked"], number]>([
		["a transaction", { kind: "transaction", bytes: "0x02c0", chainId: 10 }, 4],
		[
			"a transaction with an access list",
			{ kind: "transaction", bytes: "0x01c0", chainId: 1 },
			4,
		],
		[
			"a transaction of the oldest kind",
			{ kind: "transaction", bytes: "0xc101", chainId: 1 },
			1,
		],
		["a text", { kind: "text", bytes: "0x68656c6c6f" }, 3],
		[
			"typed data",
			{
				kind: "typed",
				data: "{}",
				domainHash: toHex(madeBytes(32)),
				messageHash: toHex(madeBytes(32)),
			},
			2,
		],
	])("for %s is what Keystone's registry reads", (_what, asked, type) => {
		const { bytes } = signRequest(requestOf(asked), id);
		const read = EthSignRequest.fromCBOR(Buffer.from(bytes));
		expect(toHex(new Uint8Array(read.getRequestId() ?? []))).toBe(toHex(id));
		expect(read.getDataType()).toBe(type);
		expect(toHex(new Uint8Array(read.getSignData()))).toBe(
			"bytes" in asked ? asked.bytes : "0x7b7d",
		);
		expect(`m/${read.getDerivationPath()}`).toBe(path);
		expect(read.getSourceFingerprint()?.toString("hex")).toBe("12345678");
		expect(toHex(new Uint8Array(read.getSignRequestAddress() ?? []))).toBe(
			mine,
		);
		expect(read.getChainId()).toBe(
			asked.kind === "transaction" ? asked.chainId : undefined,
		);
	});

	it("that is too long to be shown is refused", () => {
		const bytes: Hex = `0x02${"00".repeat(30_000)}`;
		const asked = { kind: "transaction", chainId: 1, bytes } as const;
		expect(refusedWith(() => signRequest(requestOf(asked), id))).toBe(
			"device-unfit",
		);
	});

	it("for a delegation, which no code carries, is refused by its name", () => {
		const asked: readonly DeviceRequest["asked"][] = [
			{ kind: "authorization", chainId: 1, nonce: 4, delegate: mine },
			{ kind: "transaction", chainId: 1, bytes: "0x04c0" },
		];
		for (const one of asked)
			expect(refusedWith(() => signRequest(requestOf(one), id))).toBe(
				"device-delegation",
			);
	});
});

const aText = { kind: "text", bytes: "0x68656c6c6f" } as const;

const answerOf = (
	signature: Uint8Array,
	request: string = uuid,
): UrMessage => ({
	type: "eth-signature",
	bytes: new Uint8Array(
		new ETHSignature(
			Buffer.from(signature),
			Buffer.from(request.replaceAll("-", ""), "hex"),
		).toCBOR(),
	),
});

describe("an answer", () => {
	const key = keyAt(path);
	const asked = aText;
	const request = requestOf(asked);
	const signed = key.sign(hashOf(request));
	it.each([0, 27])("whose v counts from %i is the signature", (from) => {
		const bytes = fromHex(
			ethers.concat([signed.r, signed.s, Uint8Array.of(from + signed.yParity)]),
		);
		expect(signatureIn(answerOf(bytes), id, asked)).toBe(signed.serialized);
	});

	it.each([1, 137, 1_337, 59_144, 2 ** 40])(
		"to a transaction of the oldest kind on chain %i is the signature, however its v is written",
		(chainId) => {
			const asked = { kind: "transaction", bytes: "0xc101", chainId } as const;
			const { r, s, yParity } = signed;
			const withChain = 35n + 2n * BigInt(chainId) + BigInt(yParity);
			const plain = BigInt(yParity);
			// the last byte alone, as long as it is none of the plain ones
			const last = withChain & 0xffn;
			const spellings = [withChain, 27n + plain, plain];
			if (![0n, 1n, 27n, 28n].includes(last)) spellings.push(last);
			for (const v of spellings) {
				const written = v === 0n ? "0x00" : ethers.toBeHex(v);
				const bytes = fromHex(ethers.concat([r, s, written]));
				expect(signatureIn(answerOf(bytes), id, asked)).toBe(signed.serialized);
			}
			for (const v of [withChain + 2n, withChain + 512n, withChain - 3n]) {
				const bytes = fromHex(ethers.concat([r, s, ethers.toBeHex(v)]));
				expect(refusedWith(() => signatureIn(answerOf(bytes), id, asked))).toBe(
					"device-answer",
				);
			}
		},
	);

	it.each<readonly [string, UrMessage, string]>([
		[
			"to another request",
			answerOf(madeBytes(65), "00000000-0000-4000-8000-000000000000"),
			"qr-other",
		],
		[
			"without a request",
			{
				type: "eth-signature",
				bytes: encodeCbor(new Map([[2, madeBytes(65)]])),
			},
			"device-answer",
		],
		["that is short", answerOf(madeBytes(64)), "device-answer"],
		["that is long", answerOf(madeBytes(72)), "device-answer"],
		["with a long v", answerOf(madeBytes(70)), "device-answer"],
		["with another v", answerOf(new Uint8Array(65).fill(37)), "device-answer"],
		[
			"that is no map",
			{ type: "eth-signature", bytes: encodeCbor([1]) },
			"device-answer",
		],
		[
			"that is nothing",
			{ type: "eth-signature", bytes: new Uint8Array() },
			"device-answer",
		],
	])("%s is refused", (_what, answer, code) => {
		expect(refusedWith(() => signatureIn(answer, id, asked))).toBe(code);
	});
});

describe("a key", () => {
	const node = ethers.HDNodeWallet.fromPhrase(
		"legal winner thank year wave sausage worth useful legal winner thank yellow",
		"",
		"m/44'/60'/0'",
	);
	const keypath = (places: readonly (number | "*")[], hard: number) =>
		new CryptoKeypath(
			places.map(
				(one, i) =>
					new PathComponent(
						one === "*"
							? { hardened: false }
							: { index: one, hardened: i < hard },
					),
			),
			Buffer.from("12345678", "hex"),
		);
	const hdKey = (
		children?: readonly (number | "*")[],
		at: readonly number[] = [44, 60, 0],
	) =>
		new CryptoHDKey({
			isMaster: false,
			key: Buffer.from(node.publicKey.slice(2), "hex"),
			chainCode: Buffer.from(node.chainCode.slice(2), "hex"),
			origin: keypath(at, 3),
			...(children === undefined ? {} : { children: keypath(children, 0) }),
			parentFingerprint: Buffer.from("78230804", "hex"),
			name: "Keystone",
			note: "account.standard",
		});
	const messageOf = (cbor: Buffer, type = hdkey): UrMessage => ({
		type,
		bytes: new Uint8Array(cbor),
	});

	it.each<readonly [string, readonly (number | "*")[] | undefined, string]>([
		["says nothing of where its accounts lie", undefined, "m/44'/60'/0'/0"],
		["has them where BIP-44 has them", [0, "*"], "m/44'/60'/0'/0"],
		["has them where old Ledgers had them", ["*"], "m/44'/60'/0'"],
	])("that %s is read", (_what, children, at) => {
		const found = keyIn(messageOf(hdKey(children).toCBOR()));
		expect(found).toEqual({
			path: at,
			fingerprint,
			key: {
				publicKey: node.publicKey,
				chainCode: node.chainCode,
				below: at.split("/").slice(4).map(Number),
			},
		});
		expect(addressAt(`${at}/0`)).toMatch(/^0x/);
	});

	it("is found among those of other coins", () => {
		const account = new CryptoAccount(Buffer.from("12345678", "hex"), [
			new CryptoOutput([], hdKey([0, "*"], [84, 0, 0])),
			new CryptoOutput([], hdKey([0, "*"])),
		]);
		const found = keyIn(messageOf(account.toCBOR(), "crypto-account"));
		expect(found.path).toBe("m/44'/60'/0'/0");
	});

	it("of another coin alone is refused", () => {
		const other = hdKey([0, "*"], [84, 0, 0]);
		expect(refusedWith(() => keyIn(messageOf(other.toCBOR())))).toBe(
			"qr-other",
		);
		const account = new CryptoAccount(Buffer.from("12345678", "hex"), [
			new CryptoOutput([], other),
		]);
		expect(
			refusedWith(() => keyIn(messageOf(account.toCBOR(), "crypto-account"))),
		).toBe("qr-other");
	});

	it.each<readonly [string, Cbor]>([
		["nothing of it", new Map()],
		["no chain code", new Map<number, Cbor>([[3, madeBytes(33)]])],
		["a list", []],
		["a key that is private", new Map<number, Cbor>([[2, true]])],
	])("with %s is refused", (_what, value) => {
		const message = { type: hdkey, bytes: encodeCbor(value) };
		expect(refusedWith(() => keyIn(message))).toBe("device-answer");
	});

	it("with one bit changed is refused, or another key that says so itself", () => {
		const bytes = new Uint8Array(hdKey([0, "*"]).toCBOR());
		for (let i = 0; i < bytes.length; i++) {
			const other = bytes.slice();
			other[i] = (other[i] ?? 0) ^ 1;
			expect(["none", "device-answer", "qr-other"]).toContain(
				refusedWith(() => keyIn({ type: hdkey, bytes: other })),
			);
		}
	});
});

describe("what others published", () => {
	const read = (code: string): UrMessage => {
		const [, type = ""] = /^ur:([a-z-]+)\//i.exec(code) ?? [];
		const { message } = openUr([type.toLowerCase()]).take(code);
		if (message === null) throw new Error("not whole");
		return message;
	};

	it("Keystone's example of a key is read as its registry reads it", () => {
		// https://github.com/KeystoneHQ/Keystone-developer-hub
		const message = read(
			"UR:CRYPTO-HDKEY/PTAOWKAXHDCLAXAMLSDSDSFSYLLTFLGAAYLDFTBNMWRDPAHLPTJSFDOSDPONAAEENYHKMOYLREJLGOAAHDCXSEJORFDRBNSKKBESEHPMLDMTCYPMRSBNDRKBIDKIFLSSWLTIESDRHKTSZTHGHHINAHTAADEHOEADCSFNAOAEAMTAADDYOTADLNCSDWYKCSFNYKAEYKAOCYZCTEHDWKAXAXATTAADDYOEADLRAEWKLAWKAXAEAYCYPFKPEOASASISGRIHKKJKJYJLJTIHBKJOHSIAIAJLKPJTJYDMJKJYHSJTIEHSJPIEKBJZJTYN",
		);
		const theirs = CryptoHDKey.fromCBOR(Buffer.from(message.bytes));
		expect(keyIn(message)).toEqual({
			path: "m/44'/60'/0'/0",
			fingerprint: `0x${theirs.getOrigin().getSourceFingerprint()?.toString("hex")}`,
			key: {
				publicKey: `0x${theirs.getKey().toString("hex")}`,
				chainCode: `0x${theirs.getChainCode()?.toString("hex")}`,
				below: [0],
			},
		});
	});

	it("AirGap's key is the one of its extended key", () => {
		// https://github.com/airgap-it
		const xpub = ethers.HDNodeWallet.fromExtendedKey(
			"xpub6DCoCpSuQZB2jawqnGMEPS63ePKWkwWPH4TU45Q7LPXWuNd8TMtVxRrgjtEshuqpK3mdhaWHPFsBngh5GFZaM6si3yZdUsT8ddYM3PwnATt",
		);
		const { key, path: at } = keyIn(
			read(
				"UR:CRYPTO-HDKEY/ONAXHDCLAOWDVEROKOPDINHSEEROISYALKSAYKCTJSHEDPRNUYJYFGROVAWEWFTYGHCEGLRPKGAAHDCXTPLFJSLUKNFWLAISAXWYPALBJYLSWZAMCXHSCYUYLOZTMWFNLDLGSKPYPTGSDECFAMTAADDYOEADLNCSDWYKCSFNYKAEYKAOCYHNRPLUINAYCYIEIAECETASJEFPINJPFLHSJOCXDPCXGTGTCHMSTSVA",
			),
		);
		expect(at).toBe("m/44'/60'/0'/0");
		expect([key.publicKey, key.chainCode]).toEqual([
			xpub.publicKey,
			xpub.chainCode,
		]);
	});

	it("a signature of a text is the signature of the account that was asked", () => {
		const asked = decodeCbor(
			read(
				"UR:ETH-SIGN-REQUEST/ONADTPDAGDHTCTRKYKHDCEFYATMHMWSPWZMWMDWFTYAOHDCTFEKSHSJNJOJZIHCXHNJOIHJPJKJLJTHSJZHEJKINIOJTHNCXJNIHJKJKHSIOIHAXAXAHTAADDYOEADMHCSHKYKAMYKAAWKBBYKBWWKCFAONYWKAEWKCFAAAEWKAOCYFDOSPLOXAMGHBYIORTQDTBFEVOJSFPJZRSZTMUAXJNMNBYGDRLFEFXAXLYPD",
			).bytes,
		);
		if (!(asked instanceof Map)) throw new Error("no request");
		const [request, text, account] = [1, 2, 6].map((key) => asked.get(key));
		if (
			!(request instanceof CborTag) ||
			!(request.value instanceof Uint8Array) ||
			!(text instanceof Uint8Array) ||
			!(account instanceof Uint8Array)
		)
			throw new Error("no request");
		const answer = read(
			"ur:eth-signature/oeadtpdagdhtctrkykhdcefyatmhmwspwzmwmdwftyaohdfpzmfrehnnjerttnwdvdcxrhhhfwcslurkvdgmgymuaykoeeaagttkjtcxvdvebthljyjsasamztvlktpmeoasdavlimtshnferowfgsbbostacklpayynmeisdsjzlrcacwqzmeltmd",
		);
		const signature = signatureIn(answer, request.value, aText);
		expect(ethers.verifyMessage(text, signature).toLowerCase()).toBe(
			toHex(account),
		);
	});

	it("Keystone's example of a signature, whose v is that of the oldest transactions, is not taken for anything on another chain", () => {
		const answer = read(
			"ur:eth-signature/oeadtpdagdndcawmgtfrkigrpmndutdnbtkgfssbjnaohdfptywtosrftahprdctrkbegylogdghjkbafhflamfwlohghtpsseaozorsimnybbtnnbiynlckenbtfmeeamsabnaeoxasjkwswfkekiieckhpecckssptndzelnwfecylbwdlsgvazt",
		);
		expect(refusedWith(() => signatureIn(answer, id, aText))).toBe(
			"device-answer",
		);
		expect(refusedWith(() => signatureIn(answer, madeBytes(16), aText))).toBe(
			"qr-other",
		);
		const onMainnet = {
			kind: "transaction",
			bytes: "0xc101",
			chainId: 1,
		} as const;
		expect(refusedWith(() => signatureIn(answer, id, onMainnet))).toBe(
			"device-answer",
		);
	});
});

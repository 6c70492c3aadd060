// A collectible's picture: out of the contract's own answer alone, of a known kind and size, and never fetched.

import { encodeAbiParameters } from "viem";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { pictureOf, readPicture } from "../../src/engine/picture.ts";
import {
	collectiblePicture,
	mostPictureBytes,
} from "../../src/protocol/collectible-views.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { proofsOf } from "../evm/world.ts";
import { mine, type Node } from "../state/chain.ts";

const me: Hex = `0x${"aa".repeat(20)}`;
const collection: Hex = `0x${"b1".repeat(20)}`;
const one = {
	...{ chainId: 1, address: collection, item: "7" },
	standard: "erc721" as const,
};
const base64 = (bytes: string | Uint8Array): string =>
	Buffer.from(bytes).toString("base64");
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
const bytesOf = (...hex: readonly string[]): Uint8Array =>
	Uint8Array.from(Buffer.from(hex.join(""), "hex"));
/** The first bytes of each kind, with as many points as they say. */
const pngOf = (width: string, height: string): Uint8Array =>
	bytesOf("89504e470d0a1a0a0000000d49484452", width, height, "08060000");
const gifOf = (width: string, height: string): Uint8Array =>
	bytesOf(
		...["474946383961", "01000100", "800000", "000000ffffff"],
		...["2c00000000", width, height, "00", "02024c0100", "3b"],
		"00".repeat(12),
	);
const jpegOf = (width: string, height: string): Uint8Array =>
	bytesOf("ffd8", "ffe00004abcd", "ffc0000b08", height, width, "01011100");
const webpOf = (width: string, height: string): Uint8Array =>
	bytesOf(
		...["52494646", "20000000", "57454250", "56503858", "0a000000"],
		...["00000000", width, height, "00"],
	);
const png = pngOf("00000008", "00000008");
const json = (record: object): string =>
	`data:application/json;base64,${base64(JSON.stringify(record))}`;
const drawn = `data:image/svg+xml;base64,${base64(svg)}`;

const codeOf = (uri: string): string => {
	try {
		pictureOf(uri, one);
		return "";
	} catch (thrown) {
		return String(Reflect.get(Object(thrown), "code"));
	}
};

/** A contract that gives the same answer to everything. */
const answering = (answer: Hex): Hex => {
	const data = answer.slice(2);
	const length = (data.length / 2).toString(16).padStart(4, "0");
	return `0x61${length}600e60003961${length}6000f3${data}`;
};
const stage = (text: string, answer?: Hex) => {
	const code = answering(
		answer ?? encodeAbiParameters([{ type: "string" }], [text]),
	);
	const block = mine(
		{ [me]: { balance: 1n }, [collection]: { nonce: 1, code } },
		null,
	);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	return { node, proofs: proofsOf({ nodes: [node], signed: () => block }) };
};

describe("a collectible's picture", () => {
	it("is what its contract answers over proved state, packed anew", async () => {
		const { proofs } = stage(json({ name: "Seven", image: drawn }));
		expect(await readPicture(proofs, one)).toEqual({
			kind: "here",
			image: drawn,
		});
	});

	it("is read from every way that collections write one", () => {
		const pixels = `data:image/png;base64,${base64(png)}`;
		for (const [uri, image] of [
			[pixels, pixels],
			[json({ image: pixels }), pixels],
			[json({ image_data: svg }), drawn],
			[json({ image: null, image_data: svg }), drawn],
			[`data:application/json,${JSON.stringify({ image: drawn })}`, drawn],
			[
				`data:application/json;utf8,${encodeURIComponent(JSON.stringify({ image: `data:image/svg+xml;utf8,${svg}` }))}`,
				drawn,
			],
			// by its bytes, whatever it is called
			[`data:image/svg+xml;base64,${base64(png)}`, pixels],
		] as const)
			expect(pictureOf(uri, one)).toEqual({ kind: "here", image });
	});

	it("is only said to lie elsewhere where it does, and nothing is asked for it", async () => {
		const { proofs, node } = stage("ipfs://bafy/{id}.json");
		expect(await readPicture(proofs, { ...one, item: "26" })).toEqual({
			kind: "elsewhere",
			at: `ipfs://bafy/${"0".repeat(62)}1a.json`,
		});
		expect(node.asked.every((method) => /^eth_/.test(String(method)))).toBe(
			true,
		);
		expect(pictureOf(json({ image: "https://a.example/7.png" }), one)).toEqual({
			kind: "elsewhere",
			at: "https://a.example/7.png",
		});
	});

	it.each([
		["a page", `data:text/html;base64,${base64("<script>1</script>")}`],
		["a page in a record", json({ image: "data:text/html,<b>x</b>" })],
		["a script's address", json({ image: "javascript:alert(1)" })],
		[
			"an address without encryption",
			json({ image: "http://a.example/7.png" }),
		],
		[
			"an address that hides something",
			json({ image: "https://a.example/\u202e7" }),
		],
		["a record without a picture", json({ name: "Seven" })],
		["a record that is none", "data:application/json,nonsense"],
		["a picture that is no text", json({ image: 7 })],
		["a picture of nothing", "data:image/png;base64,"],
		["base64 that is none", "data:image/png;base64,§§"],
		[
			"text that calls itself pixels",
			`data:image/png;base64,${base64("hello")}`,
		],
		["a data address without an end", "data:image/png"],
		["nothing", ""],
		[
			"more bytes than are drawn",
			`data:image/png;base64,${base64(Buffer.concat([png, Buffer.alloc(mostPictureBytes)]))}`,
		],
	])("is refused for %s", (_, uri) => {
		expect(codeOf(uri)).toBe("picture-unfit");
	});

	it.each<readonly [string, Uint8Array, Uint8Array]>([
		["png", pngOf("00001000", "00001000"), pngOf("00000001", "00001001")],
		["gif", gifOf("0010", "0010"), gifOf("ffff", "0100")],
		["jpeg", jpegOf("1000", "1000"), jpegOf("0001", "1001")],
		["webp", webpOf("ff0f00", "ff0f00"), webpOf("001000", "000000")],
	])(
		"is refused for more points than a device holds, as a %s",
		(kind, fits, large) => {
			const uri = (bytes: Uint8Array) =>
				`data:image/${kind};base64,${base64(bytes)}`;
			expect(pictureOf(uri(fits), one)).toEqual({
				kind: "here",
				image: uri(fits),
			});
			expect(codeOf(uri(large))).toBe("picture-unfit");
			expect(codeOf(uri(fits.subarray(0, 12)))).toBe("picture-unfit");
		},
	);

	it("is refused for an answer that no encoder makes, and for none", async () => {
		for (const answer of ["0x", "0x1234", wordHex(7n)] as const)
			await expect(
				readPicture(stage("", answer).proofs, one),
			).rejects.toMatchObject({ code: "picture-unfit" });
	});

	it("never is read out of a proof that was changed", async () => {
		const { proofs, node } = stage(json({ image: drawn }));
		node.lie = (method, result) =>
			method === "eth_getCode"
				? JSON.parse(JSON.stringify(result).replace(/..(?="$)/, "00"))
				: method === "eth_getProof"
					? JSON.parse(JSON.stringify(result).replaceAll("b1b1", "b2b2"))
					: result;
		await expect(readPicture(proofs, one)).rejects.toThrow();
	});
});

it("no screen is sent anything but a packed image of a known kind", () => {
	for (const image of [
		"https://a.example/7.png",
		"data:text/html;base64,AAAA",
		"data:image/svg+xml,<svg/>",
		'data:image/png;base64,AA"onerror="1',
	])
		expect(() =>
			collectiblePicture({ kind: "here", image }, "picture"),
		).toThrow();
	expect(collectiblePicture({ kind: "here", image: drawn }, "picture")).toEqual(
		{ kind: "here", image: drawn },
	);
});

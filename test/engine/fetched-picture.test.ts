// A collectible's picture through a gateway: the bytes that the place is named by, or said to be the gateway's word; never more than was
// asked for, and never a document.

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { fetchPicture } from "../../src/engine/fetched-picture.ts";
import { ipfsPlace } from "../../src/engine/ipfs.ts";
import {
	collectiblePicture,
	mostFetchedBytes,
} from "../../src/protocol/collectible-views.ts";
import { allowOnly } from "../../src/source/http.ts";
import type { HttpRequest } from "../../src/source/ports.ts";
import { refusalOf } from "../refused.ts";

const gateway = "https://gateway.example";
const letters = "abcdefghijklmnopqrstuvwxyz234567";

/** By its bits as text: another way than the reader's. */
const base32 = (bytes: Uint8Array): string =>
	(
		[...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("") +
		"0000"
	)
		.match(/.{5}/g)
		?.map((five) => letters[Number.parseInt(five, 2)])
		.join("") ?? "";
const cidOf = (bytes: Uint8Array, codec = 0x55): string => {
	const digest = createHash("sha256").update(bytes).digest();
	return `b${base32(Uint8Array.of(1, codec, 0x12, 32, ...digest)).slice(0, 58)}`;
};
const text = (value: unknown): Uint8Array =>
	new TextEncoder().encode(
		typeof value === "string" ? value : JSON.stringify(value),
	);

/** @param side in points, of two bytes */
const pngOf = (side: number): Uint8Array =>
	Uint8Array.of(
		...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
		...[0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
		...[0, 0, side >> 8, side & 255, 0, 0, side >> 8, side & 255, 8],
	);
const png = pngOf(2);
const avifOf = (side: number): Uint8Array =>
	Uint8Array.of(
		...[0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66],
		...[0, 0, 0, 20, 0x69, 0x73, 0x70, 0x65, 0, 0, 0, 0],
		...[0, 0, side >> 8, side & 255, 0, 0, side >> 8, side & 255],
	);
const avif = avifOf(2);
const v0 = "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG";

/** A gateway that gives what stands under a path. */
const serving = (files: { readonly [path: string]: Uint8Array }) => {
	const asked: HttpRequest[] = [];
	const fetch = allowOnly(
		async (request) => {
			asked.push(request);
			const bytes = files[request.url.slice(gateway.length)];
			if (bytes === undefined)
				return { status: 404, headers: {}, bytes: new Uint8Array(0) };
			return { status: 200, headers: {}, bytes };
		},
		() => [gateway],
	);
	return { asked, fetch };
};
describe("a place in IPFS", () => {
	it("is read as what its name says, as others write it", () => {
		// the empty raw block, in the words of the specification of CIDs
		expect(
			ipfsPlace(
				"ipfs://bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
			),
		).toMatchObject({
			path: "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
			digest:
				"0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		});
		expect(ipfsPlace(`ipfs://${v0}/7.json`)).toMatchObject({
			path: `${v0}/7.json`,
			digest: null,
			parts: ["7.json"],
		});
		expect(ipfsPlace(`ipfs://ipfs/${v0}/a b/ä.png`)).toBeNull();
		expect(ipfsPlace(`ipfs://${v0}/a%20b/%C3%A4.png`)?.path).toBe(
			`${v0}/a%20b/%C3%A4.png`,
		);
		expect(ipfsPlace(`ipfs://${cidOf(png, 0x70)}`)?.digest).toBeNull();
	});

	it.each([
		"https://gateway.example/ipfs/x",
		"ipfs://",
		"ipfs://short",
		`ipfs://${v0}/../../admin`,
		`ipfs://${v0}/%2e%2e/admin`,
		`ipfs://${v0}/a%2fb`,
		`ipfs://${v0}/a?b`,
		`ipfs://${v0}/a#b`,
		`ipfs://${v0}//a`,
		`ipfs://${v0}/%`,
		`ipfs://${v0}/${"a".repeat(500)}`,
		`ipfs://${cidOf(png)}/inside-a-block`,
		`ipfs://${cidOf(png, 0x71)}`,
		`ipfs://${cidOf(png).slice(0, -1)}z`,
		"ipfs://gateway.example@evil.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	])("is none in %j", (uri) => {
		expect(ipfsPlace(uri)).toBeNull();
	});
});

describe("a picture that a gateway gives", () => {
	it("is the named one where its name is the hash of it, and the record's that names it", async () => {
		const record = text({ image: `ipfs://${cidOf(png)}`, name: "Seven" });
		const { fetch, asked } = serving({
			[`/ipfs/${cidOf(record)}?format=raw`]: record,
			[`/ipfs/${cidOf(png)}?format=raw`]: png,
		});
		const found = await fetchPicture(fetch, gateway, `ipfs://${cidOf(record)}`);
		expect(collectiblePicture(found, "picture")).toEqual({
			kind: "fetched",
			image: `data:image/png;base64,${Buffer.from(png).toString("base64")}`,
			...{ host: "gateway.example", isNamed: true },
		});
		expect(asked.map(({ method }) => method)).toEqual(["GET", "GET"]);
	});

	it("is the gateway's word where one step to it could not be checked", async () => {
		const record = text({ image: `ipfs://${cidOf(png)}` });
		const { fetch } = serving({
			[`/ipfs/${v0}/7.json`]: record,
			[`/ipfs/${cidOf(png)}?format=raw`]: png,
			[`/ipfs/${v0}/7.avif`]: avif,
		});
		for (const at of [`ipfs://${v0}/7.json`, `ipfs://${v0}/7.avif`])
			expect(await fetchPicture(fetch, gateway, at)).toMatchObject({
				isNamed: false,
			});
	});

	it("is refused with more points than a device draws, or with no size", async () => {
		const sizes = [pngOf(60_000), avifOf(60_000), avif.subarray(0, 16)];
		for (const bytes of sizes) {
			const { fetch } = serving({ [`/ipfs/${v0}`]: bytes });
			const found = fetchPicture(fetch, gateway, `ipfs://${v0}`);
			expect(await refusalOf(found)).toBe("picture-unfit");
		}
	});

	it("is refused where it has another hash than its name, whichever byte differs", async () => {
		for (let at = 0; at < png.length; at++) {
			const other = Uint8Array.from(png, (byte, i) =>
				i === at ? byte ^ 1 : byte,
			);
			const { fetch } = serving({
				[`/ipfs/${cidOf(png)}?format=raw`]: other,
			});
			expect(
				await refusalOf(fetchPicture(fetch, gateway, `ipfs://${cidOf(png)}`)),
			).toBe("picture-unfit");
		}
	});

	it.each([
		["a document", text("<!doctype html><script>1</script>")],
		["a drawing, which could hold a script", text("<svg><script/></svg>")],
		["nothing", new Uint8Array(0)],
		["a record without a picture", text({ name: "x" })],
		["a record that leads out of IPFS", text({ image: "https://a.example/" })],
		["a record that leads to itself", text({ image: `ipfs://${v0}/a` })],
		["a record that is too long", text(`{"image":"${"a".repeat(300_000)}"}`)],
	] as const)("is refused where it is %s", async (_, bytes) => {
		const { fetch, asked } = serving({ [`/ipfs/${v0}/a`]: bytes });
		expect(
			await refusalOf(fetchPicture(fetch, gateway, `ipfs://${v0}/a`)),
		).toBe("picture-unfit");
		// each place for its blocks, and then for itself
		expect(asked.length).toBeLessThanOrEqual(4);
	});

	it("is bounded in bytes, whoever states what", async () => {
		const { fetch, asked } = serving({
			[`/ipfs/${v0}/a`]: new Uint8Array(mostFetchedBytes + 1),
		});
		expect(
			await refusalOf(fetchPicture(fetch, gateway, `ipfs://${v0}/a`)),
		).toBe("too-large");
		// first for the blocks, which it does not have
		expect(asked.map(({ maxBytes }) => maxBytes)).toEqual([
			4_000_000,
			mostFetchedBytes,
		]);
	});

	it("comes from the chosen gateway and from nowhere else", async () => {
		const open = allowOnly(
			async () => {
				throw new Fault("internal", "it was asked");
			},
			() => [],
		);
		expect(await refusalOf(fetchPicture(open, gateway, `ipfs://${v0}/a`))).toBe(
			"host-denied",
		);
	});
});

it("travels as dots alone: no drawing and no document", () => {
	const given = (image: string) => ({
		kind: "fetched",
		...{ image, host: "gateway.example", isNamed: true },
	});
	for (const type of ["image/svg+xml", "text/html", "image/bmp"])
		expect(() =>
			collectiblePicture(given(`data:${type};base64,AAAA`), "picture"),
		).toThrow();
});

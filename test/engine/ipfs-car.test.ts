// Files in IPFS out of blocks: put together as published tools put them, in one block and in many, below directories and shards; and
// with any byte of any block altered, a block left out, or another file in its place, refused.

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fetchPicture } from "../../src/engine/fetched-picture.ts";
import { ipfsPlace } from "../../src/engine/ipfs.ts";
import { fileInCar, isCar } from "../../src/engine/ipfs-car.ts";
import { allowOnly } from "../../src/source/http.ts";
import type { HttpRequest } from "../../src/source/ports.ts";
import { refusalOf } from "../refused.ts";

type Block = { readonly codec: number; readonly data: Uint8Array };

const varint = (value: number): readonly number[] =>
	value < 128 ? [value] : [(value % 128) + 128, ...varint(value >> 7)];
const sized = (data: Uint8Array): readonly number[] => [
	...varint(data.length),
	...data,
];
const field = (id: number, data: Uint8Array | number): readonly number[] =>
	typeof data === "number"
		? [id * 8, ...varint(data)]
		: [id * 8 + 2, ...sized(data)];
const bytes = (...parts: readonly (readonly number[])[]): Uint8Array =>
	Uint8Array.from(parts.flat());
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

const sha256 = (data: Uint8Array): Uint8Array =>
	createHash("sha256").update(data).digest();
const cidBytes = ({ codec, data }: Block): Uint8Array =>
	bytes([1, codec, 0x12, 32], [...sha256(data)]);
/** Version 0, as the oldest tools write it. */
const cid0 = ({ data }: Block): string => {
	const symbols = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	let left = BigInt(`0x1220${Buffer.from(sha256(data)).toString("hex")}`);
	let found = "";
	while (left > 0n) {
		found = symbols[Number(left % 58n)] + found;
		left /= 58n;
	}
	return found;
};

const raw = (data: Uint8Array): Block => ({ codec: 0x55, data });
const node = (
	about: Uint8Array,
	links: readonly (readonly [string, Block])[] = [],
): Block => ({
	codec: 0x70,
	data: bytes(
		...links.map(([name, to]) =>
			field(
				2,
				bytes(
					field(1, cidBytes(to)),
					field(2, text(name)),
					field(3, to.data.length),
				),
			),
		),
		field(1, about),
	),
});
const fileOf = (data: Uint8Array, parts: readonly Block[] = []): Block =>
	node(
		bytes(
			field(1, 2),
			...(data.length === 0 ? [] : [field(2, data)]),
			field(3, data.length),
		),
		parts.map((part) => ["", part] as const),
	);
const directory = (links: readonly (readonly [string, Block])[]): Block =>
	node(bytes(field(1, 1)), links);
const shard = (
	links: readonly (readonly [string, Block])[],
	fanout = 256,
): Block =>
	node(
		bytes(
			field(1, 5),
			field(2, Uint8Array.of(1)),
			field(5, 0x22),
			field(6, fanout),
		),
		links,
	);

const head = bytes(
	[0xa2, 0x65],
	[...text("roots")],
	[0x80, 0x67],
	[...text("version")],
	[1],
);
const carOf = (...blocks: readonly Block[]): Uint8Array =>
	bytes(
		sized(head),
		...blocks.map((one) => sized(bytes([...cidBytes(one)], [...one.data]))),
	);
const rootOf = ({ codec, data }: Block) => ({
	codec,
	digest: `0x${Buffer.from(sha256(data)).toString("hex")}` as const,
});

const most = 10_000;
const codeOf = (work: () => unknown): Promise<string> =>
	refusalOf(async () => work());

describe("a file out of blocks", () => {
	it("is what published tools call by these names", () => {
		const hello = fileOf(text("hello world\n"));
		expect(cid0(hello)).toBe("QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o");
		expect(cid0(directory([]))).toBe(
			"QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn",
		);
		const place = ipfsPlace(`ipfs://${cid0(hello)}`);
		expect(place?.root).toEqual(rootOf(hello));
		if (place === null) throw new Error("no place");
		expect(fileInCar(carOf(hello), place.root, [], most)).toEqual(
			text("hello world\n"),
		);
	});

	const parts = [raw(text("one ")), raw(text("two ")), raw(text("three"))];
	const big = fileOf(new Uint8Array(), parts);
	const inner = directory([["a b.png", big]]);
	const root = directory([
		["other", raw(text("x"))],
		["images", inner],
	]);
	const all = [root, inner, big, ...parts];

	it("is put together of its parts in their order, below directories by name", () => {
		const read = (blocks: readonly Block[]) =>
			fileInCar(carOf(...blocks), rootOf(root), ["images", "a b.png"], most);
		expect(read(all)).toEqual(text("one two three"));
		// in whatever order they come
		expect(read([...all].reverse())).toEqual(text("one two three"));
	});

	it("is found in a shard, and in a shard of a shard", () => {
		const leaf = raw(text("seven"));
		const below = shard([["3F7.json", leaf]]);
		const top = shard([
			["AA8.json", raw(text("eight"))],
			["1C", below],
		]);
		const read = (name: string) =>
			fileInCar(carOf(top, below, leaf), rootOf(top), [name], most);
		expect(read("7.json")).toEqual(text("seven"));
		expect(() => read("9.json")).toThrow();
		// its block is not there
		expect(() => read("8.json")).toThrow();
		const narrow = shard([["07.json", leaf]], 16);
		expect(() =>
			fileInCar(carOf(narrow, leaf), rootOf(narrow), ["7.json"], most),
		).toThrow();
	});

	it("is refused whichever byte of the answer differs, or where it is another file", async () => {
		const car = carOf(...all);
		const wanted = text("one two three");
		const path = ["images", "a b.png"];
		const same: number[] = [];
		for (let at = sized(head).length; at < car.length; at++) {
			const other = Uint8Array.from(car, (byte, i) =>
				i === at ? byte ^ 1 : byte,
			);
			const code = await codeOf(() =>
				expect(fileInCar(other, rootOf(root), path, most)).toEqual(wanted),
			);
			if (code === "none") same.push(at);
			else expect(code, `byte ${at}`).toBe("picture-unfit");
		}
		// what a block is, the one above it says: of that the answer's own word, a byte to a block, is not read
		expect(same).toHaveLength(all.length);
		const forged = fileOf(text("forged"));
		expect(
			await codeOf(() => fileInCar(carOf(forged), rootOf(big), [], most)),
		).toBe("picture-unfit");
		expect(
			fileInCar(car, rootOf(root), ["images", "a b.png"], wanted.length),
		).toEqual(wanted);
	});

	it.each([
		[
			"a block is missing",
			() => fileInCar(carOf(big, ...parts.slice(1)), rootOf(big), [], most),
		],
		[
			"nothing has that name",
			() => fileInCar(carOf(...all), rootOf(root), ["images", "b.png"], most),
		],
		[
			"the name leads into a file",
			() =>
				fileInCar(
					carOf(...all),
					rootOf(root),
					["images", "a b.png", "c"],
					most,
				),
		],
		[
			"it is a directory",
			() => fileInCar(carOf(...all), rootOf(root), ["images"], most),
		],
		[
			"it has more bytes than are shown",
			() => fileInCar(carOf(...all), rootOf(root), ["images", "a b.png"], 12),
		],
		[
			"it is cut off",
			() =>
				fileInCar(
					carOf(...all).subarray(0, -1),
					rootOf(root),
					["images", "a b.png"],
					most,
				),
		],
	] as const)("is refused where %s", async (_, work) => {
		expect(await codeOf(work)).toBe("picture-unfit");
	});

	it("is refused where one block stands in it without an end", async () => {
		let same = raw(new Uint8Array());
		const blocks: Block[] = [same];
		for (let depth = 0; depth < 12; depth++) {
			same = fileOf(new Uint8Array(), [same, same, same, same]);
			blocks.push(same);
		}
		expect(
			await codeOf(() => fileInCar(carOf(...blocks), rootOf(same), [], most)),
		).toBe("picture-unfit");
	});

	it("is told from what else a gateway gives", () => {
		expect(isCar(carOf())).toBe(true);
		for (const other of ["<!doctype html>", "", "{}", "\u00a2"])
			expect(isCar(text(other))).toBe(false);
	});
});

describe("a picture out of blocks", () => {
	const png = bytes(
		[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
		[0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
		[0, 0, 0, 2, 0, 0, 0, 2, 8],
	);
	const picture = fileOf(png);
	const record = fileOf(
		text(JSON.stringify({ image: `ipfs://${cid0(picture)}` })),
	);
	const root = directory([["7.json", record]]);
	const gateway = "https://gateway.example";
	const asked: HttpRequest[] = [];
	const serving = (files: { readonly [path: string]: Uint8Array }) =>
		allowOnly(
			async (request) => {
				asked.push(request);
				const found = files[request.url.slice(gateway.length)];
				return found === undefined
					? { status: 404, headers: {}, bytes: new Uint8Array(0) }
					: { status: 200, headers: {}, bytes: found };
			},
			() => [gateway],
		);
	const at = `ipfs://${cid0(root)}/7.json`;
	const blocks = "?format=car&dag-scope=entity";

	it("is the named one where each block on the way to it, and its record's, has its hash", async () => {
		const fetch = serving({
			[`/ipfs/${cid0(root)}/7.json${blocks}`]: carOf(root, record),
			[`/ipfs/${cid0(picture)}${blocks}`]: carOf(picture),
		});
		expect(await fetchPicture(fetch, gateway, at)).toMatchObject({
			kind: "fetched",
			isNamed: true,
		});
		expect(asked).toHaveLength(2);
	});

	it("is refused, and not asked for in another way, where the blocks are of another record", async () => {
		asked.length = 0;
		const other = fileOf(text(JSON.stringify({ image: "ipfs://x" })));
		const fetch = serving({
			[`/ipfs/${cid0(root)}/7.json${blocks}`]: carOf(root, other),
			[`/ipfs/${cid0(root)}/7.json`]: text("{}"),
		});
		expect(await refusalOf(fetchPicture(fetch, gateway, at))).toBe(
			"picture-unfit",
		);
		expect(asked).toHaveLength(1);
	});

	it("is the gateway's word where it gives no blocks, whatever it gives in their place", async () => {
		const fetch = serving({
			[`/ipfs/${cid0(picture)}${blocks}`]: png,
			[`/ipfs/${cid0(picture)}`]: png,
		});
		expect(
			await fetchPicture(fetch, gateway, `ipfs://${cid0(picture)}`),
		).toMatchObject({ isNamed: false });
	});
});

describe("blocks that say much and hold nothing", () => {
	it("are not read through again for each of the places that name them", async () => {
		const about = bytes(field(1, 2), field(3, 0));
		const idle = Array.from({ length: 100_000 }, () => field(5, 1)).flat();
		const heavy: Block = {
			codec: 0x70,
			data: Uint8Array.from([...idle, ...field(1, about)]),
		};
		const links = Array.from({ length: 200 }, () => heavy);
		const root = fileOf(new Uint8Array(), links);
		const car = carOf(root, heavy);
		const begun = performance.now();
		expect(await codeOf(() => fileInCar(car, rootOf(root), [], most))).toBe(
			"picture-unfit",
		);
		expect(performance.now() - begun).toBeLessThan(1_000);
	});
});

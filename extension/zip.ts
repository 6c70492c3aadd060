// A zip of files as the stores take it: the same files give the same bytes, with no times and no order of a folder's in it.
// PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7 (local headers), 4.3.12 (central directory), 4.3.16 (its end).

import { createHash } from "node:crypto";
import { deflate } from "./deflate.ts";

export type ZipSource = { readonly name: string; readonly bytes: Uint8Array };

/** Of one file in a zip. */
export type ZipEntry = {
	readonly name: string;
	/** With its headers. */
	readonly bytes: number;
};

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
	let crc = byte;
	for (let bit = 0; bit < 8; bit++)
		crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
	return crc;
});

const crc32 = (bytes: Uint8Array): number => {
	let crc = 0xffff_ffff;
	for (const byte of bytes)
		crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
	return ~crc >>> 0;
};

/** 1 January 1980, midnight: the first moment that a zip can tell. */
const noTime = 0x0021_0000;
const deflated = 8;
const needs = 20;

/** Both targets hold most files alike. */
const known = new Map<string, Uint8Array>();
const deflatedOnce = (bytes: Uint8Array): Uint8Array => {
	const hash = createHash("sha256").update(bytes).digest("hex");
	const body = known.get(hash) ?? deflate(bytes);
	known.set(hash, body);
	return body;
};

const headers = ({ name, bytes }: ZipSource) => {
	const path = Buffer.from(name);
	const body = deflatedOnce(bytes);
	// From "version needed to extract" to "extra field length", the same in both headers.
	const told = Buffer.alloc(26);
	told.writeUInt16LE(needs, 0);
	told.writeUInt16LE(deflated, 4);
	told.writeUInt32LE(noTime, 6);
	told.writeUInt32LE(crc32(bytes), 10);
	told.writeUInt32LE(body.length, 14);
	told.writeUInt32LE(bytes.length, 18);
	told.writeUInt16LE(path.length, 22);
	const local = Buffer.concat([Buffer.from("PK\x03\x04"), told, path, body]);
	const central = (at: number): Buffer => {
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(at, 10);
		const madeBy = Buffer.from([needs, 0]);
		return Buffer.concat([Buffer.from("PK\x01\x02"), madeBy, told, rest, path]);
	};
	return { local, central, size: local.length + 46 + path.length };
};

/** The zip, and what each file takes of it, in the order of their names. */
export const zip = (
	files: readonly ZipSource[],
): { readonly bytes: Uint8Array; readonly entries: readonly ZipEntry[] } => {
	const sorted = files.toSorted((a, b) =>
		a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
	);
	const locals: Buffer[] = [];
	const centrals: Buffer[] = [];
	const entries: ZipEntry[] = [];
	let at = 0;
	for (const file of sorted) {
		const { local, central, size } = headers(file);
		locals.push(local);
		centrals.push(central(at));
		entries.push({ name: file.name, bytes: size });
		at += local.length;
	}
	const directory = Buffer.concat(centrals);
	const end = Buffer.alloc(22);
	end.write("PK\x05\x06", 0, "latin1");
	end.writeUInt16LE(sorted.length, 8);
	end.writeUInt16LE(sorted.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(at, 16);
	return { bytes: Buffer.concat([...locals, directory, end]), entries };
};

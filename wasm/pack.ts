// `npx tsx wasm/pack.ts`: the modules that the extension holds, as the one file that it holds them in. After `npm run build:wasm`
// changed one. xz packs it; that what is committed is what was built, test/extension/kernel/assets.test.ts says on every machine.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { packedModules, packFile } from "../extension/kernel/assets.ts";

const built = new URL("built/", import.meta.url);
const all = packedModules.map((name) => readFileSync(new URL(name, built)));
const head = Buffer.alloc(4 * all.length);
all.forEach(({ length }, i) => {
	head.writeUInt32LE(length, 4 * i);
});
/** What src/base/lzma.ts reads. */
const kind = "--lzma1=preset=9e,lc=4,lp=0,pb=0,nice=273,depth=4096,dict=1MiB";
const packed = execFileSync("xz", ["--format=raw", kind, "--stdout"], {
	input: Buffer.concat([head, ...all]),
	maxBuffer: 10_000_000,
});
writeFileSync(new URL(packFile, built), packed);
console.log(`${packFile} has ${packed.length} bytes`);

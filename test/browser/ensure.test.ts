import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureBrowser, findBrowser } from "./ensure.ts";

let folder: string;
const before = { ...process.env };

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "sextant-ensure-"));
	process.env.PATH = folder;
	delete process.env.SEXTANT_CHROMIUM;
	delete process.env.SEXTANT_FIREFOX;
});
afterEach(() => {
	process.env.PATH = before.PATH;
	for (const name of ["SEXTANT_CHROMIUM", "SEXTANT_FIREFOX"])
		if (before[name] === undefined) delete process.env[name];
		else process.env[name] = before[name];
	rmSync(folder, { recursive: true, force: true });
});

const program = (name: string, script = "exit 0"): string => {
	const file = join(folder, name);
	writeFileSync(file, `#!/bin/sh\n${script}\n`);
	chmodSync(file, 0o755);
	return file;
};

describe("finding a browser", () => {
	it("takes the one on the path", () => {
		const file = program("chromium");
		expect(findBrowser("chromium")).toBe(file);
		expect(findBrowser("firefox")).toBeUndefined();
	});

	it("takes the one the environment names before that", () => {
		program("firefox-esr");
		const mine = program("my-firefox");
		process.env.SEXTANT_FIREFOX = mine;
		expect(findBrowser("firefox")).toBe(mine);
	});

	it("refuses a name that is no program", () => {
		process.env.SEXTANT_CHROMIUM = join(folder, "absent");
		expect(() => findBrowser("chromium")).toThrow(/SEXTANT_CHROMIUM/);
	});

	it("says in plain words why it cannot install", async () => {
		await expect(ensureBrowser("chromium", () => {})).rejects.toThrow(
			/no apt-get.*apt-get install chromium.*SEXTANT_CHROMIUM/,
		);
	});
});

describe.runIf(process.getuid?.() === 0)("installing as root", () => {
	/** An apt-get that installs by writing a program. */
	const apt = (install: string) =>
		program(
			"apt-get",
			`PATH=/usr/bin:/bin\necho "$@" >> ${folder}/calls\ncase "$*" in *install*) ${install} ;; esac`,
		);

	it("updates the lists, installs the package and says so", async () => {
		apt(
			`echo '#!/bin/sh' > ${folder}/firefox-esr; chmod 755 ${folder}/firefox-esr`,
		);
		const said: string[] = [];
		expect(await ensureBrowser("firefox", (line) => said.push(line))).toBe(
			join(folder, "firefox-esr"),
		);
		expect(said[0]).toContain("Installing firefox-esr from Debian");
		expect(said.at(-1)).toContain("firefox is ready");
	});

	it("passes on what apt-get says when it fails", async () => {
		apt("echo 'E: Unable to locate package chromium' >&2; exit 100");
		await expect(ensureBrowser("chromium", () => {})).rejects.toThrow(
			/Unable to locate package/,
		);
	});

	it("does not claim a browser that did not appear", async () => {
		apt("true");
		await expect(ensureBrowser("chromium", () => {})).rejects.toThrow(
			/was not found/,
		);
	});
});

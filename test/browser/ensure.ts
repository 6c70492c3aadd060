// Finds the browsers, and installs them from Debian when there is none. Every script that drives a browser starts here.

import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export type BrowserName = "chromium" | "firefox";
export const browserNames: readonly BrowserName[] = ["chromium", "firefox"];

type Known = {
	/** An environment variable that names the program to use. */
	readonly variable: string;
	readonly programs: readonly string[];
	readonly debianPackage: string;
};

const known: { readonly [K in BrowserName]: Known } = {
	chromium: {
		variable: "SEXTANT_CHROMIUM",
		programs: ["chromium", "chromium-browser", "google-chrome-for-testing"],
		debianPackage: "chromium",
	},
	firefox: {
		variable: "SEXTANT_FIREFOX",
		programs: ["firefox-esr"],
		debianPackage: "firefox-esr",
	},
};

const canRun = (file: string): boolean => {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
};

const onPath = (program: string): string | undefined =>
	(process.env.PATH ?? "")
		.split(delimiter)
		.filter((folder) => folder !== "")
		.map((folder) => join(folder, program))
		.find(canRun);

/** The program of this browser, or undefined when there is none. @throws Error when the variable names no program. */
export const findBrowser = (name: BrowserName): string | undefined => {
	const { variable, programs } = known[name];
	const named = process.env[variable];
	if (named !== undefined && named !== "") {
		if (!canRun(named))
			throw new Error(
				`${variable} names ${named}, which is not a program that can be run`,
			);
		return named;
	}
	for (const program of programs) {
		const found = onPath(program);
		if (found !== undefined) return found;
	}
	return undefined;
};

/** Runs apt-get with its output a line at a time. */
const apt = (
	args: readonly string[],
	say: (line: string) => void,
): Promise<void> =>
	new Promise((resolve, reject) => {
		const child = spawn("apt-get", [...args], {
			stdio: ["ignore", "pipe", "pipe"],
			env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
		});
		let lastErrors = "";
		let lastSaidMs = 0;
		child.stdout.setEncoding("utf8");
		child.stdout.on("data", (chunk: string) => {
			// One line every two seconds: enough to see that it moves.
			const line = chunk.trim().split("\n").at(-1);
			if (line === undefined || Date.now() - lastSaidMs < 2_000) return;
			lastSaidMs = Date.now();
			say(`  ${line.slice(0, 100)}`);
		});
		child.stderr.setEncoding("utf8");
		child.stderr.on("data", (chunk: string) => {
			lastErrors = `${lastErrors}${chunk}`.slice(-1_000);
		});
		child.on("error", reject);
		child.on("exit", (code) =>
			code === 0
				? resolve()
				: reject(
						new Error(
							`apt-get ${args.join(" ")} failed:\n${lastErrors.trim()}`,
						),
					),
		);
	});

/** Why it cannot be installed here, or undefined when it can. */
const whyNot = (): string | undefined => {
	if (spawnSync("apt-get", ["--version"]).status !== 0)
		return "there is no apt-get on this machine";
	if (process.getuid?.() !== 0) return "installing needs root";
	return undefined;
};

/**
 * The program of this browser, installed from Debian first if need be.
 * @param say gets lines of progress
 * @throws Error in plain words when it is missing and cannot be installed.
 */
export const ensureBrowser = async (
	name: BrowserName,
	say: (line: string) => void = (line) => console.error(line),
): Promise<string> => {
	const found = findBrowser(name);
	if (found !== undefined) return found;
	const { debianPackage, variable } = known[name];
	const obstacle = whyNot();
	if (obstacle !== undefined)
		throw new Error(
			`No ${name} was found, and ${obstacle}. Install it (on Debian, as root: apt-get install ${debianPackage}) or name one in ${variable}.`,
		);
	say(`No ${name} was found. Installing ${debianPackage} from Debian.`);
	say("Updating the package lists");
	await apt(["update"], say);
	say(`Installing ${debianPackage}`);
	await apt(["install", "-y", "--no-install-recommends", debianPackage], say);
	const installed = findBrowser(name);
	if (installed === undefined)
		throw new Error(
			`${debianPackage} was installed, but its program was not found. Name it in ${variable}.`,
		);
	say(`${name} is ready: ${installed}`);
	return installed;
};

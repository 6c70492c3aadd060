// Made by tools/registry.ts: the SHA-256 of registry.lzma, and how long it is unpacked.

export const registryDigest =
	"0x2b1a93ce41fc19b7c4262532066b980e5b1ff9f3fda92d963a1299e516698d43";
export const registrySize = 217_429;

// Loaded into the server's process before anything else. When the process that started it is gone, even by kill -9,
// the channel between them closes: the server then stops as it would on SIGTERM, and frees its port.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
// Only in our own child: `next dev` forks once more, and that process waits for its first message on this channel.
if (!process.env.NEXT_PRIVATE_WORKER) process.channel?.unref();

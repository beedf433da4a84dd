// Loaded before pm2-runtime: its standard input is a pipe from our script. When that ends, however it ends, the pipe
// closes, and PM2 stops everything in order instead of running on without anybody knowing.
process.stdin.on('end', () => process.kill(process.pid, 'SIGINT'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGINT'));
process.stdin.resume();
// The same pipe's other end read our output: writing to it must not end PM2 before it has stopped everything.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

// Loaded before pm2-runtime: its standard input is a pipe from our script. When that ends, however it ends, the pipe
// closes, and PM2 stops everything in order instead of running on without anybody knowing.
process.stdin.on('end', () => process.kill(process.pid, 'SIGINT'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGINT'));
process.stdin.resume();

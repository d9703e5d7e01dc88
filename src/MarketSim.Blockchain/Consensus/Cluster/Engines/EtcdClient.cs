using System.Net;
using System.Net.Http.Headers;

namespace MarketSim.Blockchain;

/// <summary>Speaks to etcd by gRPC over HTTP/2.</summary>
public sealed class EtcdClient : IDisposable
{
    private static readonly MediaTypeHeaderValue Grpc = new("application/grpc");

    private readonly HttpClient _http;
    private readonly Uri[] _endpoints;
    private int _current;

    /// <summary>A client of the etcd cluster with these members.</summary>
    /// <param name="endpoints">Where its members listen for clients, such as <c>http://127.0.0.1:2379</c>.</param>
    public EtcdClient(IReadOnlyList<Uri> endpoints)
    {
        _endpoints = [.. endpoints];
        _http = new HttpClient(new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true, ConnectTimeout = TimeSpan.FromSeconds(2), UseProxy = false,
        })
        {
            Timeout = TimeSpan.FromSeconds(10),
        };
    }

    /// <summary>Puts a key; it completes when etcd has made that durable on a majority of its members.</summary>
    /// <exception cref="HttpRequestException">No member answers, or etcd refuses.</exception>
    public Task PutAsync(byte[] key, byte[] value, CancellationToken cancel) => CallAsync("Put", EtcdWire.Put(key, value), cancel);

    /// <summary>Puts a key that must not be there yet; asked again with the same value it says that it is.</summary>
    /// <returns>False where another value is there.</returns>
    internal async Task<bool> PutNewAsync(byte[] key, byte[] value, CancellationToken cancel)
    {
        var answer = await CallAsync("Txn", EtcdWire.PutNew(key, value), cancel).ConfigureAwait(false);
        return EtcdWire.ReadTxn(answer, out var existing) || existing.AsSpan().SequenceEqual(value);
    }

    internal async Task<List<(byte[] Key, byte[] Value)>> RangeAsync(
        byte[] from, byte[] to, int limit, bool isDescending, CancellationToken cancel)
        => EtcdWire.ReadRange(await CallAsync("Range", EtcdWire.Range(from, to, limit, isDescending), cancel).ConfigureAwait(false));

    internal Task DeleteAsync(byte[] from, byte[] to, CancellationToken cancel)
        => CallAsync("DeleteRange", EtcdWire.Delete(from, to), cancel);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <exception cref="HttpRequestException">No member answers, or etcd refuses.</exception>
    private async Task<byte[]> CallAsync(string method, EtcdWire request, CancellationToken cancel)
    {
        var body = request.ToGrpc();
        for (var tried = 0; ; tried++)
        {
            var endpoint = _endpoints[Volatile.Read(ref _current) % _endpoints.Length];
            try
            {
                return await CallAsync(new Uri(endpoint, "/etcdserverpb.KV/" + method), body, cancel).ConfigureAwait(false);
            }
            catch (HttpRequestException) when (tried < _endpoints.Length)
            {
                Interlocked.Increment(ref _current);
            }
        }
    }

    private async Task<byte[]> CallAsync(Uri uri, byte[] body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = Grpc } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        var status = Header(response, "grpc-status");
        return status == "0" && answer.Length >= 5 ? answer[5..]
            : throw new HttpRequestException($"etcd at {uri.Authority} refuses: {Header(response, "grpc-message") ?? response.StatusCode.ToString()}.");
    }

    private static string? Header(HttpResponseMessage response, string name)
        => response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values)
            ? values.FirstOrDefault() : null;
}

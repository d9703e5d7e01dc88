using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MarketSim.Blockchain;

/// <summary>The certificates by which nodes and clients of one cluster know each other: signed by an authority that is made for this
/// cluster, and whose key is thrown away once they are.</summary>
internal sealed class ClusterCertificates
{
    private readonly X509Certificate2 _authority;
    private readonly SslStreamCertificateContext _own;

    private ClusterCertificates(X509Certificate2 authority, X509Certificate2 own)
        => (_authority, _own) = (authority, SslStreamCertificateContext.Create(own, null, offline: true));

    /// <summary>Makes the certificates of a new cluster.</summary>
    /// <param name="folder">Where they are kept, readable by their owner alone.</param>
    /// <param name="names">Whom they are for: <c>node-1</c>, <c>client</c>.</param>
    /// <param name="now">From about when they are valid; for ten years.</param>
    public static void Create(string folder, IEnumerable<string> names, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=MarketSim cluster", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var (from, to) = (now.AddDays(-1), now.AddYears(10));
        using var authority = request.CreateSelfSigned(from, to);
        File.WriteAllText(Path.Combine(folder, "ca.pem"), authority.ExportCertificatePem());
        var serial = 1L;
        foreach (var name in names)
        {
            using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var own = new CertificateRequest($"CN={name}", ownKey, HashAlgorithmName.SHA256);
            own.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            own.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
                [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
            using var certificate = own.Create(authority, from, to, BitConverter.GetBytes(serial++));
            var path = Path.Combine(folder, name + ".pem");
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(path, options);
            writer.Write(certificate.ExportCertificatePem() + "\n" + ownKey.ExportPkcs8PrivateKeyPem() + "\n");
        }
    }

    /// <exception cref="FileNotFoundException">There are none for this name.</exception>
    public static ClusterCertificates Load(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".pem");
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no certificate '{path}'; 'marketsim cluster start' makes them.");
        }

        using var own = X509Certificate2.CreateFromPemFile(path, path);

        // Systems other than Linux want a key that is in a store of their own; a round trip gives them one.
        var usable = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        return new ClusterCertificates(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "ca.pem")), usable);
    }

    /// <summary>For the side that is called: any member of the cluster may call.</summary>
    public SslServerAuthenticationOptions ForCalled() => new()
    {
        ServerCertificateContext = _own, ClientCertificateRequired = true, CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, _, problems)
            => certificate is not null && (problems & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
    };

    /// <summary>For the side that calls: it wants to reach this node and no other.</summary>
    public SslClientAuthenticationOptions ForCalling(string expected) => new()
    {
        TargetHost = expected, ClientCertificateContext = _own, CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, _, problems)
            => certificate is not null && NameOf(certificate) == expected
                && (problems & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
    };

    /// <summary>Whom a certificate names.</summary>
    public static string NameOf(X509Certificate certificate)
        => certificate.Subject.StartsWith("CN=", StringComparison.Ordinal) ? certificate.Subject[3..] : certificate.Subject;

    private X509ChainPolicy Policy() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _authority },
        RevocationMode = X509RevocationMode.NoCheck, VerificationFlags = X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown,
    };
}
